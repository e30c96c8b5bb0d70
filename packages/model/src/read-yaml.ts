import { CST, type Document, Lexer, LineCounter, parseDocument } from "yaml";
import { ConfigError } from "./errors.ts";

/** A YAML text that is one: what it says, and where in it. */
export type Yaml = { meaning: unknown; document: Document; lines: LineCounter };

const mostNamed = 20;

/**
 * Reads YAML that people write.
 * @throws ConfigError with one line per problem, `file:line: what is wrong`
 */
export function readYaml(text: string, file: string): Yaml {
  const lines = new LineCounter();
  const document = parsed(text, file, lines);
  const { errors } = document;
  if (errors.length > 0) {
    const named = errors
      .slice(0, mostNamed)
      .map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`);
    const more = errors.length > mostNamed ? [`and ${errors.length - mostNamed} more`] : [];
    throw new ConfigError([...named, ...more].join("\n"));
  }
  return { meaning: meaningOf(document, file), document, lines };
}

function parsed(text: string, file: string, lineCounter: LineCounter): Document {
  if (nestsTooDeep(text))
    throw new ConfigError(`${file} nests deeper than ${mostDepth} levels: nothing here is more than a handful deep.`);
  // Errors that quote their line take time by the square of their number.
  return parseDocument(text, { lineCounter, prettyErrors: false });
}

/** Far above what people write. What nests tens of thousands deep ends the process that parses it, so it is told from its tokens. */
const mostDepth = 200;

function nestsTooDeep(text: string): boolean {
  let brackets = 0;
  let marksOnLine = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === "newline") marksOnLine = 0;
    else if (type === "flow-seq-start" || type === "flow-map-start") brackets++;
    else if (type === "flow-seq-end" || type === "flow-map-end") brackets--;
    else if (brackets === 0 && (type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind"))
      marksOnLine++;
    // Blocks nest by a column each at least.
    const columns = type === "space" ? token.length : 0;
    if (Math.max(brackets, marksOnLine, columns) > mostDepth) return true;
  }
  return false;
}

/** What a document says. A few bytes of it can name one another until they mean gigabytes, which its reader refuses to follow. */
function meaningOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new ConfigError(`${file}: its aliases stand for too much, or for nothing: write out what they mean.`, {
      cause,
    });
  }
}
