import { appendFileSync } from "node:fs";

/** Prints the counts of one fault in one line, and keeps them where `GROUNDSWELL_FAULT_FILE` names a file. */
export function printCounts(fault: string, counts: Record<string, number>): void {
  const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  console.info(`fault: ${fault}: ${words.join(", ")}`);
  const file = process.env.GROUNDSWELL_FAULT_FILE;
  if (file) appendFileSync(file, `${JSON.stringify({ fault, ...counts })}\n`);
}
