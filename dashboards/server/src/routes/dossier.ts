import { type Track, tracks } from "@groundswell/analytics";
import {
  buildDossier,
  type Dossier,
  dossierHtml,
  dossierMarkdown,
  frozenDossierOf,
  onTrack,
  printDossier,
} from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { knownPerson, noteReading, personNumber, personParam } from "./people-fence.ts";

const formats = ["json", "md", "html"] as const;
type Format = (typeof formats)[number];
const mediaTypes: Record<Format, string> = {
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
};

const readDossier = declare({
  method: "get",
  path: "/expertises/{expertise}/people/{person}/dossier",
  operationId: "dossier",
  summary: "The evidence for one candidate: as it is now, or as a decision froze it.",
  tags: ["people"],
  access: "people:read",
  request: {
    params: personParam,
    query: z.strictObject({
      format: z.enum(formats).default("json"),
      track: z.enum(tracks).optional(),
      asOf: date("asOf"),
      frozen: personNumber
        .optional()
        .openapi({ type: "integer", description: "The number of a decision: the dossier that it froze." }),
    }),
  },
  answer: "Dossier",
  others: { "text/markdown": "To read.", "text/html": "To print." },
});

/** The dossier of a person. */
export function dossierRoutes({ store, now }: ApiOptions) {
  return routes().openapi(readDossier, async (context) => {
    const asker = required(context.get("asker"));
    const { expertise, person } = context.req.valid("param");
    const { format, track, asOf, frozen } = context.req.valid("query");
    if (frozen !== undefined && asOf)
      throw new RequestError(400, '"frozen" shows what was decided on, so "asOf" means nothing beside it.');
    const known = await knownPerson(store, asker, expertise, person);
    const document = await found(async () => {
      if (frozen === undefined)
        return render(await buildDossier(store, { expertise, person: known, asOf }), format, track);
      const kept = await frozenDossierOf(store, expertise, known, frozen);
      // The very bytes that were frozen, and not what today's code would make of them.
      if (format === "json" && track === undefined) return kept.document;
      return render(JSON.parse(kept.document) as Dossier, format, track);
    });
    await noteReading({ store, now }, asker, {
      action: "dossier",
      subject: `person ${person} in ${expertise}`,
      detail: { format, track: track ?? null, asOf, frozen: frozen ?? null },
    });
    // A page with styles of its own, which the policy of these pages would not let through: it is to be kept, not shown here.
    if (format !== "json") context.header("content-disposition", `attachment; filename="dossier-${person}.${format}"`);
    return context.body(document, 200, { "content-type": mediaTypes[format] });
  });
}

function render(whole: Dossier, format: Format, track: Track | undefined): string {
  const dossier = track === undefined ? whole : onTrack(whole, track);
  if (format === "html") return dossierHtml(dossier);
  return format === "json" ? printDossier(dossier) : dossierMarkdown(dossier);
}
