import type { Http } from "@groundswell/connectors";
import { deliverNow, issueWindow, type ReportContext } from "@groundswell/report";
import { changesBetween, type ReportDocument, reports } from "@groundswell/reports";
import { readerOf } from "@groundswell/server/reader";
import {
  addReportSchedule,
  expertiseSpaces,
  findEdition,
  keepAlerts,
  listSources,
  noteReportError,
  pauseReportSchedule,
  type Store,
  saveEdition,
} from "@groundswell/store";

const dayMs = 86_400_000;
const by = { actor: "ada@example.org" };

type Delivery = { http: Http; smtpPort: number; publicUrl: string };

/** What the server of the simulated site builds and sends reports with: mail goes to a server on this machine. */
export function reportContext(store: Store, now: () => Date, { http, smtpPort, publicUrl }: Delivery): ReportContext {
  return {
    ...{ store, now, readerOf, publicUrl, http, folder: null, policyFile: null },
    mail: { url: `smtp://127.0.0.1:${smtpPort}?ignoreTLS=true`, from: "Groundswell <groundswell@example.org>" },
    secret: "a secret for nothing but tests, of a fair length",
  };
}

/** Two weeks of one report, the later one revised, one of each other kind, schedules, and alerts that are open and over. */
export async function keepReports(context: ReportContext, expertise: string, asOf: Date): Promise<void> {
  const { store } = context;
  const issue = (report: string, cadence: "day" | "week" | "month", daysAgo: number) =>
    issueWindow(
      context,
      { report, expertise: report === "sources" ? null : expertise, cadence },
      new Date(asOf.getTime() - daysAgo * dayMs),
      reports,
    );
  await issue("support", "week", 12);
  const { edition } = await issue("support", "week", 5);
  if (edition !== null) await reviseEdition(store, edition, asOf);
  await issue("trends", "month", 0);
  await issue("candidates", "month", 0);
  await issue("sources", "day", 0);
  await keepSchedules(store, expertise, asOf);
  await keepAlertsOf(store, expertise, asOf);
}

/** Somebody subscribes over the API; what is issued then reaches them, and what became of it is listed. */
export async function deliverAnEdition(context: ReportContext, expertise: string, daysAgo: number): Promise<number> {
  const slot = new Date(context.now().getTime() - daysAgo * dayMs);
  const { edition } = await issueWindow(context, { report: "support", expertise, cadence: "week" }, slot, reports);
  await deliverNow(context);
  if (edition === null) throw new Error("There was nothing to say of that week.");
  return edition;
}

/** As late data would: the same window, with another number and what it changed. */
async function reviseEdition(store: Store, id: number, builtAt: Date): Promise<void> {
  const edition = await findEdition(store, id);
  if (!edition) throw new Error(`There is no edition ${id}.`);
  const first = edition.document as ReportDocument;
  const document: ReportDocument = {
    ...first,
    figures: first.figures.map((figure) =>
      figure.key === "open-threads" && figure.now !== null ? { ...figure, now: figure.now + 2 } : figure,
    ),
  };
  const revised = changesBetween(first, document);
  await saveEdition(store, { ...edition, document, revised, revision: 2, builtAt });
}

async function keepSchedules(store: Store, expertise: string, at: Date): Promise<void> {
  const add = (report: string, cadence: string, cron: string, tz: string, of: string | null = expertise) =>
    addReportSchedule(store, { report, expertise: of, cadence, cron, tz }, { ...by, at });
  await add("support", "week", "0 7 * * 1", "Europe/Berlin");
  const paused = await add("trends", "month", "0 7 1 * *", "UTC");
  await pauseReportSchedule(store, paused.id, { ...by, at });
  const failing = await add("sources", "day", "0 6 * * *", "America/New_York", null);
  await noteReportError(store, failing.id, "The store did not answer within a minute: is it running?");
}

async function keepAlertsOf(store: Store, expertise: string, asOf: Date): Promise<void> {
  const spaces = (await expertiseSpaces(store, expertise)).map(({ key }) => key);
  const space = spaces.find((key) => key.endsWith(`:${expertise}`)) ?? spaces[0] ?? expertise;
  const source = (await listSources(store))[0]?.id ?? expertise;
  const { rows } = await store.pool.query("select min(person_id)::int as person from accounts");
  const person: number | null = rows[0].person;
  const found = (kind: string, subject: string, sentence: string, name: string, value: number, p: number) => ({
    ...{ kind, subject, sentence, person: kind === "riser" ? person : null },
    test: { name: `${name} test`, statistic: { name, value }, p, q: Math.min(1, 4 * p) },
  });
  const gone = found("concentration-moved", expertise, "The first five spaces hold 9 points more.", "z", 3.4, 0.0007);
  const evaluate = (daysAgo: number, what: Parameters<typeof keepAlerts>[2]) => {
    const day = new Date(asOf.getTime() - daysAgo * dayMs);
    return keepAlerts(store, { expertise, asOf: day, at: day }, what);
  };
  await evaluate(8, { found: [gone], verdicts: [], tests: 40 });
  const { kind, subject } = gone;
  await evaluate(1, {
    found: [
      found(
        "answerer-lost",
        space,
        "Its most active answerer gave 41 % of first answers and has been silent for five weeks.",
        "gamma-Poisson",
        0,
        0.00031,
      ),
      found(
        "questions-pile-up",
        space,
        "23 questions wait for more than 72 h; 9 would be usual.",
        "rate ratio",
        2.56,
        4e-7,
      ),
      found(
        "source-silent",
        source,
        "Nothing new for 16 days; so long a silence has not been seen before.",
        "days",
        16,
        0.0021,
      ),
      ...(person === null
        ? []
        : [
            found(
              "riser",
              `person:${person}`,
              "Active on 14 days of the last four weeks, after two a month.",
              "rate ratio",
              6.1,
              0.00008,
            ),
          ]),
    ],
    verdicts: [{ kind, subject, verdict: "over" }],
    tests: 42,
  });
}
