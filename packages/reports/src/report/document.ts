import type { Track } from "@groundswell/analytics";

/** The reports there are. */
export const reportNames = ["support", "candidates", "renewals", "trends", "overview", "sources", "alerts"] as const;
export type ReportName = (typeof reportNames)[number];

/** What somebody must be let read to be given a part of a report: the matters of the API. */
export type ReportMatter = "spaces" | "people" | "operation";

/**
 * A report of one closed window, as data: built once, kept, and printed in every format. It says no person's name outside of rows, so that a
 * row left out for a reader is left out whole.
 */
export type ReportDocument = {
  report: ReportName;
  /** "Where to deploy support: PowerShell". */
  title: string;
  /** The slug of the expertise; null where a report sets all side by side. */
  expertise: string | null;
  matter: ReportMatter;
  /** Half open, in UTC. */
  window: { from: string; to: string };
  /** Only what is dated before it is used: the end of the window. */
  asOf: string;
  /** One sentence that can be passed on. */
  insight: string;
  /** The numbers that are compared with the window before and the same window a year earlier. */
  figures: ReportFigure[];
  /** What changed against the window before, in sentences, the weightiest first. */
  changes: string[];
  sections: ReportSection[];
  basis: ReportBasis;
};

export type ReportFigure = {
  key: string;
  label: string;
  unit: ReportUnit;
  /** Null where it is unknown. */
  now: number | null;
  before: number | null;
  lastYear: number | null;
  /** The 95 % interval of `now`; null where there is none. */
  interval: [number, number] | null;
  /** Which direction is good for people; null where neither is. */
  better: "more" | "less" | null;
};
/** `share` is 0..1. */
export type ReportUnit = "count" | "share" | "hours" | "score";

export type ReportSection = {
  key: string;
  title: string;
  matter: ReportMatter;
  /** A sentence before the table; null for none. */
  note: string | null;
  chart: ReportChart | null;
  columns: ReportColumn[];
  rows: ReportRow[];
  /** What is said where there is no row. */
  empty: string;
};

export type ReportColumn = {
  key: string;
  title: string;
  kind: "text" | "count" | "share" | "hours" | "score" | "date";
};

export type ReportRow = {
  /** By what a row is left out for a reader, or for everybody once somebody is erased. */
  about: {
    expertise: string | null;
    person: number | null;
    /** ISO 3166-1 alpha-2 of a person's country. */
    region: string | null;
    alert: { kind: string; subject: string } | null;
  };
  /** One for each column, in their order. */
  cells: ReportCell[];
  /** Reasons and evidence below the row, each with its link. */
  notes: { text: string; url: string | null }[];
};

/** `url` is an address of the web, or a path of the pages that begins with `/`. */
export type ReportCell = string | number | null | { text: string; url: string | null };

/** A picture; its values stand in the section's rows as well, and `description` says it in words. */
export type ReportChart = { title: string; description: string } & (
  | { draw: "share-curve"; points: { spaces: number; share: number; name: string }[]; marked: number[] }
  | { draw: "months"; points: { from: string; to: string; value: number | null; provisional: boolean }[] }
  | { draw: "bars"; bars: { name: string; value: number }[]; unit: ReportUnit }
);

/** What a report rests on. */
export type ReportBasis = {
  /** Share of the expected days that were read, 0..1; null where none was expected. */
  coverage: number | null;
  /** What was not read, in sentences. */
  gaps: string[];
  policyVersion: string | null;
  /** The runs that it was built from. */
  runs: number[];
  /** Signals up to this number had been read. */
  inputWatermark: number | null;
  tracks: Track[];
  /** What to know before a number is passed on, and what the data cannot see. */
  warnings: string[];
};
