import type { Flag } from "./flags/index.ts";
import type { GateFound } from "./gates.ts";
import type { HiddenGem } from "./hidden-gems.ts";
import type { Locale } from "./locale-ranks.ts";
import type { Quality } from "./quality.ts";
import type { Candidate } from "./score.ts";

/** Somebody on a track with all that a run found about them: what is kept of a run. */
export type Judged = Candidate & {
  quality: Quality;
  /** Reasons to look twice, with addresses of the signals that are meant. */
  flags: Pick<Flag, "flag" | "why" | "evidence" | "check">[];
  gates: GateFound[];
  /** The rank among those of the same region and language. */
  locale: Locale;
  /** Null where the list shows them as it should. */
  hiddenGem: HiddenGem | null;
};
