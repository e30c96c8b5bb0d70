import {
  type Printable,
  type PrintLinks,
  printHtml,
  printMarkdown,
  printReportCsv,
  printReportJson,
} from "@groundswell/reports";
import type { ReportFormat } from "@groundswell/store";

/** A report in one format. */
export type ReportFile = { name: string; contentType: string; body: string };

const kinds: Record<ReportFormat, { ending: string; contentType: string }> = {
  html: { ending: "html", contentType: "text/html; charset=utf-8" },
  markdown: { ending: "md", contentType: "text/markdown; charset=utf-8" },
  csv: { ending: "csv", contentType: "text/csv; charset=utf-8" },
  json: { ending: "json", contentType: "application/json" },
};

/** A report in each of the formats; a name is of small letters, digits, hyphens and one dot, whatever the report is about. */
export async function reportFiles(
  issue: Printable,
  links: PrintLinks,
  formats: readonly ReportFormat[],
): Promise<ReportFile[]> {
  const files: ReportFile[] = [];
  for (const format of formats) {
    const { ending, contentType } = kinds[format];
    files.push({ name: `${baseName(issue)}.${ending}`, contentType, body: await printAs(format, issue, links) });
  }
  return files;
}

/** "support-lumen-2026-02-01", and for a revision "support-lumen-2026-02-01-r2". */
export function baseName({ document, edition }: Printable): string {
  const { report, expertise, window } = document;
  const revision = edition.revision > 1 ? `-r${edition.revision}` : "";
  return `${[report, expertise ?? "all", window.to.slice(0, 10)].map(inName).join("-")}${revision}`;
}

/** What can stand in the name of a file anywhere. */
export function inName(text: string): string {
  const kept = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return kept === "" ? "x" : kept;
}

async function printAs(format: ReportFormat, issue: Printable, links: PrintLinks): Promise<string> {
  if (format === "html") return printHtml(issue, links, "page");
  if (format === "markdown") return printMarkdown(issue, links);
  return format === "csv" ? printReportCsv(issue, links) : printReportJson(issue, links);
}
