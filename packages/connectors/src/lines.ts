import { ConfigError } from "@groundswell/model";

/** Characters that one line may have: a file without line ends would otherwise be gathered whole. */
export const longestLine = 32 * 1024 * 1024;

/**
 * Splits UTF-8 bytes into lines, some at a time and in order; a line end of `\r\n` counts as `\n`, a byte order mark
 * is dropped, and a last line needs no end. Empty lines are kept, so that the first line of all is number 1.
 * @throws ConfigError at a line longer than 32 million characters
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  let number = 1;
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf("\n");
    if (end >= 0) {
      const found = split(rest + text.slice(0, end));
      yield found;
      number += found.length;
      rest = text.slice(end + 1);
    } else rest += text;
    if (rest.length > longestLine)
      throw new ConfigError(`line ${number} has more than 32 million characters: give one JSON object a line.`);
  }
  rest += decoder.decode();
  if (rest !== "") yield split(rest);
}

function split(text: string): string[] {
  const found = text.split("\n");
  return text.includes("\r") ? found.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line)) : found;
}
