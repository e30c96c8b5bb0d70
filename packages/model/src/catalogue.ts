import { type Document, isNode, type LineCounter } from "yaml";
import { z } from "zod";
import { ConfigError } from "./errors.ts";
import { readYaml } from "./read-yaml.ts";
import { spaceKinds } from "./signal.ts";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "write it in lower case with hyphens, as dynamics-crm");
const environmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "give the name of an environment variable, as GITHUB_TOKEN, never the secret itself");
const interval = z
  .string()
  .regex(/^\d+\s*(m|min|minutes?|h|hours?|d|days?)$/, "write how often to pull as 30 minutes, 6 hours or 1 day");

const rules = z
  .strictObject({
    /** Space keys, `platform:id`, where `*` stands for anything. */
    spaces: z.array(z.string().min(3)).default([]),
    tags: z.array(z.string().min(1)).default([]),
    /** Whole words or phrases looked for in titles and excerpts, whatever their case. */
    words: z.array(z.string().min(2)).default([]),
  })
  .prefault({});

const expertise = z.strictObject({
  slug,
  name: z.string().min(1),
  summary: z.string().nullish(),
  rules,
  /** Spaces that are counted as configured before anything was read from them. */
  spaces: z
    .array(
      z.strictObject({
        platform: z.string().min(1),
        id: z.string().min(1),
        kind: z.enum(spaceKinds),
        name: z.string().min(1),
        url: z.url().nullish(),
      }),
    )
    .default([]),
});

const source = z.strictObject({
  id: slug,
  connector: z.string().min(1),
  /** Every signal of the source belongs to these; leave it out to let the rules of all expertises decide. */
  expertises: z.array(slug).default([]),
  options: z.record(z.string(), z.unknown()).default({}),
  every: interval.default("6 hours"),
  /** The beginning of the history that a first pull reads. */
  since: z.iso.date().nullish(),
  credentials: z.record(z.string(), environmentName).default({}),
});

const organisation = z.strictObject({
  name: z.string().trim().min(1),
  /** Other ways in which profiles write it; case, accents, punctuation and legal forms (Inc., GmbH) make no difference. */
  aliases: z.array(z.string().trim().min(2)).default([]),
  /** Domains of its e-mail addresses; theirs below them count too. */
  domains: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "write a domain in lower case, as contoso.com, without @ or https"),
    )
    .default([]),
  /** What it is called as an organisation on platforms. */
  members: z
    .array(z.string().regex(/^[^\s:]+:\S+$/, "write the platform and the organisation's name there, as github:contoso"))
    .default([]),
  /** What its people are: employees of whoever makes the product, or contractors paid by them. */
  people: z.enum(["staff", "vendor"]),
});

const catalogue = z.strictObject({
  version: z.literal(1),
  /** Employers whose people are not eligible: the whole list. A catalogue without one leaves the list of another file as it is. */
  organisations: z.array(organisation).optional(),
  expertises: z.array(expertise).default([]),
  sources: z.array(source).default([]),
});

export type ExpertiseRules = z.output<typeof rules>;
export type CatalogueExpertise = z.output<typeof expertise>;
export type CatalogueSource = z.output<typeof source>;
/** An employer whose people are not eligible. */
export type Organisation = z.output<typeof organisation>;
export type Catalogue = z.output<typeof catalogue>;

/** What the catalogue needs to know of a connector to check its sources. */
export type ConnectorSchema = { options: z.ZodType; credentials: Record<string, unknown> };

/**
 * Reads and checks a catalogue in YAML.
 * @param file its name, for messages
 * @param connectors the connectors a source may name
 * @throws ConfigError whose message has one line per problem: `file:line: what is wrong and how to mend it`
 */
export function readCatalogue(text: string, file: string, connectors: Record<string, ConnectorSchema>): Catalogue {
  const { meaning, document, lines } = readYaml(text, file);
  const at = (path: PropertyKey[]) => `${file}:${lineOf(document, lines, path)}`;
  const read = catalogue.safeParse(meaning);
  if (!read.success) throw new ConfigError(read.error.issues.map((i) => `${at(i.path)}: ${say(i)}`).join("\n"));
  const problems = crossCheck(read.data, connectors);
  if (problems.length > 0) throw new ConfigError(problems.map((p) => `${at(p.path)}: ${p.message}`).join("\n"));
  return read.data;
}

type Problem = { path: PropertyKey[]; message: string };

function crossCheck(
  { expertises, sources, organisations }: Catalogue,
  connectors: Record<string, ConnectorSchema>,
): Problem[] {
  const slugs = expertises.map((e) => e.slug);
  return [
    ...repeated(slugs, "expertises", "slug"),
    ...repeated(
      sources.map((s) => s.id),
      "sources",
      "id",
    ),
    ...repeated(
      (organisations ?? []).map((o) => o.name),
      "organisations",
      "name",
    ),
    ...sources.flatMap((source, i) => checkSource(source, ["sources", i], slugs, connectors)),
  ];
}

function repeated(names: string[], list: string, key: string): Problem[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) < i ? [{ path: [list, i, key], message: `"${name}" is there twice: rename one.` }] : [],
  );
}

function checkSource(
  source: CatalogueSource,
  path: PropertyKey[],
  slugs: string[],
  connectors: Record<string, ConnectorSchema>,
): Problem[] {
  const unknown = source.expertises.flatMap((name, i) =>
    slugs.includes(name)
      ? []
      : [{ path: [...path, "expertises", i], message: `no expertise "${name}" here; there is: ${slugs.join(", ")}.` }],
  );
  const connector = Object.hasOwn(connectors, source.connector) ? connectors[source.connector] : undefined;
  if (!connector) {
    const message = `no connector "${source.connector}"; use one of: ${Object.keys(connectors).join(", ")}.`;
    return [...unknown, { path: [...path, "connector"], message }];
  }
  const options = connector.options.safeParse(source.options);
  const wrong = (options.error?.issues ?? []).map((issue) => ({
    path: [...path, "options", ...issue.path],
    message: say(issue),
  }));
  const names = Object.keys(connector.credentials);
  const foreign = Object.keys(source.credentials).flatMap((name) =>
    names.includes(name)
      ? []
      : [
          {
            path: [...path, "credentials", name],
            message: `${source.connector} takes no credential "${name}"; it takes ${names.join(", ") || "none"}.`,
          },
        ],
  );
  return [...unknown, ...wrong, ...foreign];
}

function say(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return `${where || "the catalogue"} has no field ${issue.keys.map((k) => `"${k}"`).join(", ")}: remove or rename it.`;
  return `${where || "the catalogue"}: ${issue.message}.`;
}

function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  // What is missing has no place of its own: its nearest parent that is there stands for it.
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
