import { printable } from "./output.ts";

/** How wide a line may be: the terminal's width, eighty where there is none, and never less than forty. */
export function lineWidth(): number {
  return Math.max(40, process.stdout.columns ?? 80);
}

/**
 * Text broken between words into lines that fit, the ones after the first indented; nothing is cut off, and a word that is wider than a line has
 * one of its own.
 */
export function wrap(text: string, { width = lineWidth(), indent = 0, first = 0 } = {}): string {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let isEmpty = true;
  for (const word of printable(text).split(/ +/).filter(Boolean)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}
