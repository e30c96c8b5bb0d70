/** How much is printed where there is a bound: rows of a section, reasons below each, sentences of a list. */
export type PrintLimit = { rows: number; notes: number; lines: number };

/** Ever fewer, so that the weightiest stay: everything lists those first. */
const limits: readonly PrintLimit[] = [
  { rows: 25, notes: 4, lines: 12 },
  { rows: 15, notes: 3, lines: 12 },
  { rows: 10, notes: 3, lines: 10 },
  { rows: 5, notes: 2, lines: 8 },
  { rows: 3, notes: 1, lines: 5 },
  { rows: 1, notes: 0, lines: 3 },
  { rows: 0, notes: 0, lines: 1 },
];

/** The first print, with ever less of the lists, that is at most so many bytes of UTF-8; the shortest one where none is. */
export function withinBytes(most: number, print: (limit: PrintLimit) => string): string {
  let printed = "";
  for (const limit of limits) {
    printed = print(limit);
    if (Buffer.byteLength(printed) <= most) break;
  }
  return printed;
}
