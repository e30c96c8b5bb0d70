import { type Track, tracks } from "@groundswell/analytics";
import type { Dossier, DossierTrack } from "./dossier.ts";
import {
  beforeWords,
  coverageWords,
  dossierName,
  numbersWords,
  plain,
  qualityRows,
  standingWords,
  termCells,
  termHeads,
  trackNames,
  webAddress,
  windowWords,
} from "./dossier-words.ts";

/**
 * Text from a source inside Markdown: what CommonMark or GitHub would read as markup is escaped, so that a title can neither make a
 * link, a table cell or an HTML element nor begin a list or a heading.
 */
export function markdownText(text: string): string {
  return (
    plain(text)
      .replace(/[\\`*_[\]<>|~&$]/g, "\\$&")
      .replace(/^([-+#=]|\d+[.)])/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
      .replace(/:(?=\/\/)/g, "\\:")
      .replace(/(www)\./gi, "$1\\.")
      // GitHub finds people's names after rendering, where no escape is left: a character of no width keeps them apart.
      .replaceAll("@", "@\u2060")
  );
}

/** A link, or the text alone where the address is none of the web. */
export function markdownLink(text: string, url: string | null): string {
  const address = webAddress(url);
  if (address === null) return markdownText(text);
  return `[${markdownText(text)}](<${new URL(address).href.replace(/[<>\\|]/g, encodeURIComponent)}>)`;
}

/** The dossier in Markdown. */
export function dossierMarkdown(dossier: Dossier): string {
  const { expertise, program, window, run, coverage, accounts, links } = dossier;
  return `${[
    `# ${markdownText(dossierName(dossier))}`,
    `${markdownText(program)}, ${markdownText(expertise)}. ${windowWords(window)}. ${coverageWords(coverage)}`,
    `Policy ${markdownText(run.policyVersion)}, run ${run.id}, as of ${dossier.asOf.slice(0, 10)}.`,
    ...openMarks(dossier),
    ...gates(dossier),
    ...tracks.filter((track) => track in dossier.tracks).flatMap((track) => trackParts(dossier, track)),
    "## In the program's form",
    tableOf(
      ["activity", "title", "from", "to", "quantity", "reach", "link"],
      dossier.activities.map(({ activity, title, date, dateEnd, quantity, reach, url }) => [
        ...[
          activity,
          title,
          date,
          dateEnd,
          quantity.toLocaleString("en-US"),
          reach?.toLocaleString("en-US") ?? "unknown",
        ].map(markdownText),
        markdownLink(url === null ? "–" : "best item", url),
      ]),
    ),
    ...dossier.activities.map(
      ({ activity, description }) => `**${markdownText(activity)}.** ${markdownText(description)}`,
    ),
    "## The ten best items",
    dossier.items.length === 0 ? "None in this window." : list(dossier.items.map(itemLine)),
    "## Accounts",
    list(
      accounts.map(({ platform, id, handle, url }) =>
        [markdownLink(`${platform}:${id}`, url), handle ? ` (${markdownText(handle)})` : ""].join(""),
      ),
    ),
    links.length === 0
      ? "One account, or none joined by evidence."
      : list(
          links.map(
            ({ a, b, method, by, reasons }) =>
              `${markdownText(`${a} and ${b}: ${[method, ...reasons].join("; ")}, by ${by}`)}`,
          ),
        ),
    "## What we cannot see",
    list(dossier.cannotSee.map(({ what, why }) => `**${what}.** ${why}`)),
    "Brought by people, and in no score:",
    dossier.vouched.length === 0 ? "(nothing yet)" : list(dossier.vouched.map(vouchedLine)),
  ].join("\n\n")}\n`;
}

function trackParts(dossier: Dossier, track: Track): string[] {
  const now = dossier.tracks[track];
  const before = beforeWords(now, dossier.yearBefore.tracks[track]);
  const title = `## ${trackNames[track]}`;
  if (!now) return [title, "Not active on this track in the window.", before];
  return [
    `${title}: ${now.score.toFixed(1)} of 100`,
    standingWords(now),
    tableOf(
      termHeads,
      now.terms.map((term) => termCells(term).map(markdownText)),
    ),
    before,
    ...quality(now),
    ...now.flags.map(({ flag, why, check, evidence }) =>
      `**Flag: ${markdownText(flag)}.** ${markdownText([why, check ?? ""].join(" "))} ${evidence.map((url, index) => markdownLink(`evidence ${index + 1}`, url)).join(", ")}`.trim(),
    ),
  ];
}

function quality(now: DossierTrack): string[] {
  const rows = qualityRows(now.quality);
  return rows.length === 0
    ? []
    : [
        tableOf(
          ["quality", ""],
          rows.map((row) => row.map(markdownText)),
        ),
      ];
}

function openMarks({ wrongData }: Dossier): string[] {
  return wrongData.map(
    ({ report, subject, why }) =>
      `> **Reported as wrong** (report ${report}, ${markdownText(subject)}): ${markdownText(why)}`,
  );
}

function gates({ gates: open }: Dossier): string[] {
  return open.map(
    ({ gate, why, confirmBy }) =>
      `> **To confirm: ${markdownText(gate)}.** ${markdownText(`${why}. Ask ${confirmBy}.`)}`,
  );
}

function itemLine(item: Dossier["items"][number]): string {
  const { title, url, signal, kind, space, occurredAt, wrongData } = item;
  const where = `${kind} in ${space.name}, ${occurredAt.slice(0, 10)}; ${numbersWords(item)}`;
  const marks = wrongData.map(({ why }) => ` **Reported as wrong:** ${markdownText(why)}`);
  return `${markdownLink(title ?? signal, url)}: ${markdownText(where)}.${marks.join("")}`;
}

function vouchedLine({ activity, title, url, date, note, vouchedBy }: Dossier["vouched"][number]): string {
  return `${markdownText(activity)}, ${markdownText(date)}: ${markdownLink(title, url)}. ${markdownText(note)} Vouched for by ${markdownText(vouchedBy)}.`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

/** A table of cells that are Markdown already. */
function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
