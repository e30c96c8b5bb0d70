import type { Window } from "@groundswell/model";
import type { Store } from "@groundswell/store";
import type { ReportDocument, ReportMatter, ReportName } from "./document.ts";

/** How often a report can be due: at the end of each day, week (Monday), month or quarter in UTC. */
export const cadences = ["day", "week", "month", "quarter"] as const;
export type Cadence = (typeof cadences)[number];

/** What a report is built from. */
export type ReportQuestion = {
  /** Null for a report that sets all expertises side by side. */
  expertise: string | null;
  window: Window;
  cadence: Cadence;
};

/** A kind of report: one file each, and a line in `reports.ts`. */
export type Report = {
  name: ReportName;
  /** "Where to deploy support". */
  title: string;
  /** What it says and to whom, in one sentence. */
  about: string;
  matter: ReportMatter;
  /** Of one expertise, or of all side by side. */
  of: "expertise" | "all";
  /** How often it can be due, the usual one first. */
  cadences: readonly [Cadence, ...Cadence[]];
  /** The cron expression of its usual schedule, as "0 7 * * 1". */
  usualCron: string;
  /** Whether it reads scores, so that there has to be a run as of the window's end. */
  needsRun: boolean;
  /** The window that is closed at an instant: it ends at or before it, at the latest end of the cadence. */
  windowAt(instant: Date, cadence: Cadence): Window;
  /**
   * Builds it; null where there is nothing to say, and so nothing is sent.
   * @throws ConfigError where the expertise is not known, or nothing has been analysed as of the window's end
   */
  build(store: Store, question: ReportQuestion): Promise<ReportDocument | null>;
};
