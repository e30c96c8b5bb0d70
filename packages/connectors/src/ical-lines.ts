import { decodeText } from "./charset.ts";

/** A component as written: its own unfolded lines, without those of the components inside it. */
export type IcalBlock = {
  /** Upper case: VCALENDAR, VEVENT, VTIMEZONE… */
  name: string;
  lines: string[];
  children: IcalBlock[];
  /** The line of the file that begins it, from 1. */
  line: number;
  /** False where the file ends, or another of its kind begins, before its END. */
  closed: boolean;
};

/** Components that are never inside one of their own kind or inside one another. */
const flat = new Set(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"]);

/**
 * Reads the components of a calendar file, however broken; the top block stands for the file. Never throws.
 * Folded lines are joined before decoding, since a fold may cut a character in two (RFC 5545, section 3.1).
 */
export function readIcalBlocks(bytes: Uint8Array, contentType: string | null): IcalBlock {
  const top: IcalBlock = { name: "FILE", lines: [], children: [], line: 1, closed: true };
  const open = [top];
  for (const { text, line } of unfoldedLines(bytes, contentType)) {
    const mark = /^(BEGIN|END)\s*:\s*([\w-]+)\s*$/i.exec(text);
    const name = mark?.[2]?.toUpperCase() ?? "";
    const current = open.at(-1) ?? top;
    if (mark === null) current.lines.push(text);
    else if (mark[1]?.toUpperCase() === "BEGIN") {
      if (flat.has(name)) while (open.length > 1 && flat.has(open.at(-1)?.name ?? "")) open.pop();
      const block: IcalBlock = { name, lines: [], children: [], line, closed: false };
      (open.at(-1) ?? top).children.push(block);
      // Deeper nesting than any calendar has is somebody's joke.
      if (open.length < 20) open.push(block);
    } else {
      const at = open.findLastIndex((block) => block.name === name);
      if (at < 1) continue;
      for (const block of open.splice(at)) block.closed = block.name === name;
    }
  }
  return top;
}

/** Every block of a name, wherever it is. */
export function blocksNamed(block: IcalBlock, name: string): IcalBlock[] {
  return block.children.flatMap((child) => [...(child.name === name ? [child] : []), ...blocksNamed(child, name)]);
}

/** A block as iCalendar text again, with its children. */
export function blockText(block: IcalBlock): string {
  return [`BEGIN:${block.name}`, ...block.lines, ...block.children.map(blockText), `END:${block.name}`].join("\r\n");
}

function unfoldedLines(bytes: Uint8Array, contentType: string | null): { text: string; line: number }[] {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const latin = wide ? decodeText(bytes, contentType).text : Buffer.from(bytes).toString("latin1");
  // A file that was twice made ready for mail has lines that end in CR CR LF.
  const folded = /\r*\n|\r/g;
  const joined: { text: string; line: number }[] = [];
  for (const [index, text] of latin.split(folded).entries()) {
    const previous = joined.at(-1);
    if (/^[ \t]/.test(text) && previous) previous.text += text.slice(1);
    else joined.push({ text, line: index + 1 });
  }
  const whole = joined.map(({ text }) => text).join("\n");
  const decoded = wide ? whole : decodeText(Buffer.from(whole, "latin1"), contentType).text;
  return decoded
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((text, index) => ({ text: text.trimEnd(), line: joined[index]?.line ?? 1 }))
    .filter(({ text }) => text !== "");
}
