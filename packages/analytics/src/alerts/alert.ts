import { adjustedForAll } from "../trends/false-discoveries.ts";

/** What there are alerts of. */
export const alertKinds = [
  "answerer-lost",
  "questions-pile-up",
  "riser",
  "source-silent",
  "concentration-moved",
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Of the alerts of one evaluation, at most this share is expected to be chance. */
export const alertDiscoveryRate = 0.05;

/** What would come about in more than one of a thousand weeks in which nothing changed is told to nobody, however few were tested. */
export const mostLikely = 0.001;

/** What a test says: `p` is how likely so much is where nothing has changed. */
export type AlertTest = { name: string; statistic: { name: string; value: number }; p: number };

/** One thing that was looked at. What there was too little of to look at is not in the list at all: of it nothing is known. */
export type AlertLook = {
  kind: AlertKind;
  /** The key of a space, the id of a source, `person:12`, or the slug of the expertise. */
  subject: string;
  /** Whom it is about; null where it is about nobody. */
  person: number | null;
  /** Null where it could not be: there was enough to see, and nothing that a test is for. */
  test: AlertTest | null;
  /** Whether it is large enough that somebody should act, however sure it is. */
  isWorthSaying: boolean;
  /** Whether the contrary was seen: a silent source yields again. */
  isOver: boolean;
  /** What was found, without the name of a person or of the subject. */
  sentence: string;
};

export type FoundAlert = Pick<AlertLook, "kind" | "subject" | "person" | "sentence"> & {
  /** `q` is held over everything that was tested at once. */
  test: AlertTest & { q: number };
};

export type AlertVerdict = Pick<AlertLook, "kind" | "subject"> & { verdict: "found" | "not-found" | "over" };

export type JudgedAlerts = {
  found: FoundAlert[];
  /** Of everything that was looked at, in the same order. */
  verdicts: AlertVerdict[];
  /** How many tests shared the false discovery rate. */
  tests: number;
};

/**
 * Judges all that was looked at in one evaluation together: an alert is what is large enough to act on and stays below the false discovery rate over
 * all tests (Benjamini and Hochberg, JRSS B 57, 1995) and below `mostLikely` by itself: who looks every day finds chance on some. Tested one by one, a thousand spaces in which nothing happens raise fifty alerts.
 */
export function judgeAlerts(looks: readonly AlertLook[]): JudgedAlerts {
  const qs = adjustedForAll(looks.map(({ test }) => test?.p ?? null));
  const judged = looks.map(({ kind, subject, person, test, sentence, isWorthSaying, isOver }, at) => {
    const q = qs[at] ?? null;
    const found: FoundAlert | null =
      test !== null && q !== null && q <= alertDiscoveryRate && test.p <= mostLikely && isWorthSaying && !isOver
        ? { kind, subject, person, sentence, test: { ...test, q } }
        : null;
    const verdict: AlertVerdict["verdict"] = found ? "found" : isOver ? "over" : "not-found";
    return { found, verdict: { kind, subject, verdict } };
  });
  return {
    found: judged.flatMap(({ found }) => found ?? []),
    verdicts: judged.map(({ verdict }) => verdict),
    tests: qs.filter((q) => q !== null).length,
  };
}
