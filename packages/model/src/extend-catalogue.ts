import { isNode, isSeq, parseDocument, stringify } from "yaml";
import { type ConnectorSchema, readCatalogue } from "./catalogue.ts";

/** A source that somebody proposes, with why. */
export type ProposedSource = {
  id: string;
  connector: string;
  options: Record<string, unknown>;
  expertises: string[];
  why: string;
};

export type Extended = {
  /** The catalogue with the sources at the end of its list, everything else as it was. */
  text: string;
  added: ProposedSource[];
  /** Places that it had already, by the id of their source there. */
  known: { place: ProposedSource; as: string }[];
};

/**
 * Adds sources to a catalogue in YAML. One whose connector and options are there already is not added again; an id that
 * is taken gets a number.
 * @param text the catalogue; an empty one where it is null
 * @throws ConfigError where the catalogue is wrong before or after
 */
export function extendCatalogue(
  text: string | null,
  file: string,
  sources: ProposedSource[],
  connectors: Record<string, ConnectorSchema>,
): Extended {
  const before = text ?? "version: 1\n";
  const catalogue = readCatalogue(before, file, connectors);
  const ids = new Map(catalogue.sources.map((source) => [source.id, placeOf(source)]));
  const done: Extended = { text: before, added: [], known: [] };
  for (const place of sources) {
    const same = placeOf(place);
    const [as] = [...ids].find(([, known]) => known === same) ?? [];
    if (as !== undefined) done.known.push({ place, as });
    else {
      const id = untaken(place.id, ids);
      ids.set(id, same);
      done.added.push({ ...place, id });
    }
  }
  if (done.added.length > 0) done.text = withSources(before, done.added);
  readCatalogue(done.text, file, connectors);
  return done;
}

/** One text for one place, in whatever order its options stand. */
function placeOf({ connector, options }: Pick<ProposedSource, "connector" | "options">): string {
  return stringify({ connector, options }, { sortMapEntries: true });
}

/** A catalogue with more sources, every other byte of it as it was. */
function withSources(text: string, sources: ProposedSource[]): string {
  const list = parseDocument(text).get("sources");
  const last = isSeq(list) && !list.flow ? list.items.at(-1) : undefined;
  if (isSeq(list) && isNode(last) && last.range) {
    const [start, end] = last.range;
    // Behind whatever still stands on the last line.
    const newline = text.indexOf("\n", end - 1);
    const at = newline < 0 ? text.length : newline + 1;
    const indent = text.lastIndexOf("-", start) - text.lastIndexOf("\n", start) - 1;
    return `${ended(text.slice(0, at))}\n${items(sources, " ".repeat(indent))}${text.slice(at)}`;
  }
  const printed = `sources:\n${items(sources, "  ")}`;
  if (!isSeq(list)) return `${ended(text)}\n${printed}`;
  // A list in brackets is written anew.
  const [start = 0, end = 0] = list.range ?? [];
  const known = list.items.length === 0 ? "" : `${indented(stringify(list.toJSON()), "  ")}\n`;
  const key = text.lastIndexOf("sources", start);
  return `${text.slice(0, key)}sources:\n${known}${items(sources, "  ")}${text.slice(end).replace(/^\n/, "")}`;
}

const ended = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
const indented = (text: string, indent: string) => text.trimEnd().replace(/^/gm, indent);

function items(sources: ProposedSource[], indent: string): string {
  const one = (place: ProposedSource) =>
    `${indent}# ${place.why.replace(/\s+/g, " ")}\n${indented(stringify([entry(place)], { lineWidth: 120 }), indent)}`;
  return `${sources.map(one).join("\n\n")}\n`;
}

/** Sources as the YAML of a catalogue's list. */
export function printSources(sources: ProposedSource[]): string {
  return `sources:\n${items(sources, "  ")}`;
}

function entry({ id, connector, expertises, options }: ProposedSource) {
  return { id, connector, ...(expertises.length > 0 ? { expertises } : {}), options };
}

function untaken(id: string, taken: Map<string, string>): string {
  if (!taken.has(id)) return id;
  for (let n = 2; ; n++) if (!taken.has(`${id}-${n}`)) return `${id}-${n}`;
}
