import { type Preview, previewReport } from "@groundswell/report";
import { cadences, documentFor, reports } from "@groundswell/reports";
import { deliveryChannels, listReportSchedules, reportFormats } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, may } from "../access.ts";
import type { PreviewAnswer, ReportAnswer, ReportsAnswer } from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { date, nothing } from "../query.ts";
import { readerOfAsker } from "../reader.ts";
import { declare, routes } from "./declare.ts";
import { headAnswer, readableEditions } from "./editions-read.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";
import { allow, buildingOf, expertiseName, fileAnswers, noteRead, reportName, sendFile } from "./reporting.ts";
import { nextOf } from "./schedules.ts";

const list = declare({
  method: "get",
  path: "/reports",
  operationId: "reports",
  summary: "The reports there are for the asker, each with its newest edition and its next time.",
  tags: ["reports"],
  access: "signed-in",
  request: { query: nothing },
  answer: "ReportsAnswer",
});

const wish = {
  report: reportName,
  expertise: expertiseName,
  asOf: date("asOf").openapi({ description: "Of the window that was closed then; now unless told." }),
  cadence: z.enum(cadences).nullable().default(null),
};

const preview = declare({
  method: "post",
  path: "/reports/preview",
  operationId: "previewReport",
  summary: "Build a report and show it; no edition is kept and nothing is sent.",
  tags: ["reports"],
  access: "signed-in",
  request: { body: { required: true, content: { "application/json": { schema: z.strictObject(wish) } } } },
  answer: "PreviewAnswer",
});

const previewFile = declare({
  method: "post",
  path: "/reports/preview/file",
  operationId: "previewReportFile",
  summary: "Build a report and give it as a file; no edition is kept and nothing is sent.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ ...wish, format: z.enum(reportFormats) }) } },
    },
  },
  answer: null,
  others: fileAnswers,
});

/** Building can take an analysis: one at a time, and few in line. */
const mostWaiting = 4;

/** The reports there are, and previews of them. */
export function reportsRoutes(options: ApiOptions) {
  const { store, now, reporting } = options;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return routes()
    .openapi(list, async (context) => {
      const asker = required(context.get("asker"));
      const answer: ReportsAnswer = { reports: await listed(asker), channels: channelsFor(asker) };
      return context.json(answer);
    })
    .openapi(preview, async (context) => {
      const asker = required(context.get("asker"));
      const { cadence, window, document } = await build(asker, context.req.valid("json"));
      const answer: PreviewAnswer = {
        ...{ document, cadence, window: { from: window.from.toISOString(), to: window.to.toISOString() } },
      };
      return context.json(answer);
    })
    .openapi(previewFile, async (context) => {
      const { format, ...wished } = context.req.valid("json");
      const { document } = await build(required(context.get("asker")), wished);
      if (document === null) throw new RequestError(422, "There is nothing to say of this window.");
      return sendFile(context, options, { document, edition: { id: null, revision: 1, revised: [] } }, format);
    });

  async function listed(asker: Asker): Promise<ReportAnswer[]> {
    const reader = readerOfAsker(asker);
    const schedules = await listReportSchedules(store);
    const found: ReportAnswer[] = [];
    for (const report of reports) {
      const { name, title, about, matter, of, usualCron } = report;
      if (!may(asker, "read", matter, null)) continue;
      const asked = { report: name, expertise: null, search: null, after: null, limit: 1 };
      const [latest] = (await readableEditions(store, reader, asked)).editions;
      const times = schedules
        .filter((one) => one.report === name && (one.expertise === null || may(asker, "read", matter, one.expertise)))
        .flatMap((one) => nextOf(one, now(), 1));
      found.push({
        ...{ name, title, about, matter, of, cadences: [...report.cadences], usualCron },
        maySchedule: may(asker, "write", matter, null) && (of === "expertise" || asker.expertises === "all"),
        latest: latest ? headAnswer(latest) : null,
        next: times.sort()[0] ?? null,
      });
    }
    return found;
  }

  function channelsFor(asker: Asker) {
    if (!reporting) return [];
    return deliveryChannels.filter((channel) => {
      if (channel === "mail") return reporting.mail !== null;
      return channel !== "folder" || (reporting.folder !== null && may(asker, "write", "administration", null));
    });
  }

  async function build(
    asker: Asker,
    {
      report,
      expertise,
      asOf,
      cadence,
    }: { report: string; expertise: string | null; asOf: Date | null; cadence: string | null },
  ): Promise<Preview> {
    allow(asker, "read", report, expertise);
    const at = asOf ?? now();
    if (at > now()) throw new RequestError(422, "That is to come: no window has been closed by then.");
    const built = await inLine(() =>
      possible(() => previewReport(buildingOf(options), { report, expertise, cadence, at })),
    );
    const document = built.document && documentFor(built.document, readerOfAsker(asker));
    // It names expertises that are somebody else's business.
    if (built.document && !document) throw new RequestError(404, `The report "${report}" is not for you as it is.`);
    if (document) await noteRead(options, asker, document, `preview of ${report}`, "preview");
    return { ...built, document };
  }

  async function inLine<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= mostWaiting) throw new RequestError(429, "Others are having reports built: ask again in a minute.");
    waiting++;
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      waiting--;
    }
  }
}
