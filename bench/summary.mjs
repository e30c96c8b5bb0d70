import { machineInWords } from "./machine.mjs";
import { count, markdownTable } from "./render.mjs";

/** How the summary is read, at the head of the file and of the table. */
export const reading =
  "Each line is one figure and, where there is one, a yardstick that was measured in the same run on the same machine; the ratio is the figure " +
  "over the yardstick. Ratios travel from machine to machine, the rest only nearly.";

/**
 * Puts the headlines of all benches together.
 * @param measured `{ name, title, document, headlines }` of each bench that has figures
 */
export function summarise(measured) {
  const machines = new Set(measured.map(({ document }) => machineInWords(document.machine)));
  return {
    reading,
    machine: [...machines].join("; "),
    benches: measured.map(({ name, title, document: { date, repetitions, tookSeconds = null, warnings } }) => ({
      ...{ name, title, date, repetitions },
      minutes: tookSeconds === null ? null : Math.round(tookSeconds / 6) / 10,
      warnings,
    })),
    headlines: measured.flatMap(({ name, headlines }) => headlines.map((line) => ({ bench: name, ...line }))),
  };
}

/** The one table of the summary. */
export function summaryTable({ headlines }) {
  return markdownTable(
    ["bench", "what", "figure", "yardstick of the same run", "ratio", "aim", "met"],
    headlines.map(({ bench, what, figure, unit, yardstickName, yardstick, ratio, aim, met }) => [
      ...[bench, what, `${number(figure)} ${unit}`],
      yardstickName ? `${yardstickName}: ${number(yardstick)}${yardstick === null ? "" : ` ${unit}`}` : "",
      ratio === null || ratio === undefined ? "" : count(ratio, 3),
      aim ?? "",
      met === null || met === undefined ? "" : met ? "yes" : "**no**",
    ]),
  );
}

/** How long benches took, for whoever is about to run them; null where none has said. */
export function expectedMinutes(documents, repetitions) {
  const known = documents.filter(({ tookSeconds }) => tookSeconds !== undefined);
  if (known.length === 0) return null;
  const each = known.map((one) => (one.tookSeconds / one.repetitions) * repetitions);
  return { minutes: Math.ceil(each.reduce((a, b) => a + b, 0) / 60), unknown: documents.length - known.length };
}

function number(value) {
  return value === null || value === undefined ? "" : count(value, 3);
}
