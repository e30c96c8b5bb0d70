import type { ReportDocument } from "./document.ts";

/** A report as it is printed: what a reader may have of it, and which edition it is. */
export type Printable = {
  document: ReportDocument;
  /** `id` is null of a preview, which is kept nowhere; `revised` says what a revision changed. */
  edition: { id: number | null; revision: number; revised: readonly string[] };
};

/** What the print of a report leads to; all are addresses of the web. */
export type PrintLinks = {
  /** Where people reach the pages, without a path: paths in a report are read from it. */
  base: string;
  /** Where a subscriber ends the subscription; null where nobody subscribed. */
  unsubscribe: string | null;
};
