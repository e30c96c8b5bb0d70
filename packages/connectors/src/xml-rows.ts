import { ConfigError } from "@groundswell/model";
import { SaxesParser } from "saxes";

/** Bytes that may come without a row: a packed file of a few kilobytes can unfold into one value that fills all memory. */
const longestRow = 32 * 1024 * 1024;

/** The attributes of one `<row … />`, entities decoded. */
export type Row = Record<string, string>;

/**
 * Reads the rows of a Stack Exchange table, some at a time and in order, without holding more than a chunk of it.
 * Elements other than `row` are passed over; entities that a DTD declares are never expanded.
 * @throws ConfigError where the XML is malformed, ends before its root does, or has no row in 32 MB, with the last whole row
 */
export async function* xmlRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row[]> {
  const decoder = new TextDecoder();
  // Rows are told by their Id, so counting lines and columns would only cost time.
  const parser = new SaxesParser({ position: false, xmlns: false });
  let rows: Row[] = [];
  let read = 0;
  let lastId: string | undefined;
  let withoutRow = 0;
  parser.on("opentag", (tag) => {
    if (tag.name !== "row") return;
    rows.push(tag.attributes);
    read++;
    lastId = tag.attributes.Id;
  });
  parser.fail = (message) => {
    // Users have typed control characters, which real dumps write as references that XML forbids: they stay as text, with no error made of each.
    if (message === "malformed character entity.") return parser;
    const where = read === 0 ? "before its first row" : `after row ${read} (Id ${lastId ?? "unknown"})`;
    throw new ConfigError(`the XML is not well-formed ${where}: fetch or unpack it again.`, {
      cause: parser.makeError(message),
    });
  };
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    withoutRow = rows.length === 0 ? withoutRow + chunk.length : 0;
    if (withoutRow > longestRow)
      throw new ConfigError(`there is no row in 32 MB after row ${read} (Id ${lastId ?? "unknown"}): check the file.`);
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  parser.write(decoder.decode()).close();
  if (rows.length > 0) yield rows;
}
