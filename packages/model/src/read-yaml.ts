import { type Document, LineCounter, parseDocument } from "yaml";
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
  try {
    // Errors that quote their line take time by the square of their number.
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    // Its reader takes some overflows for mistakes of the text.
    const overflow = document.errors.find(({ message }) => message.startsWith("Maximum call stack"));
    if (overflow) throw overflow;
    return document;
  } catch (cause) {
    throw new ConfigError(`${file} nests deeper than can be read: nothing here is more than a handful deep.`, {
      cause,
    });
  }
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
