import type { SignalKind } from "@groundswell/model";

/** expert: who solves and builds. leader: who brings people together. Never one sum of both. */
export type Track = "expert" | "leader";

/** How one kind of signal is valued. */
export type KindPolicy = {
  /** Factor on the value of every signal of this kind. */
  base: number;
  /** Days after which a signal counts half. */
  halfLifeDays: number;
  /** Saturation: a week's value x counts `k · log2(1 + x/k)`, so a burst earns the logarithm of its size. */
  weeklySaturation: number;
  /** Where it differs from the policy's own. */
  zeroVoteCredit?: number;
};

/** Everything a score depends on beside the signals. A changed policy is a new version. */
export type Policy = {
  version: string;
  windowMonths: number;
  /** What a signal without any vote is worth, before its base, unless its kind says otherwise. */
  zeroVoteCredit: number;
  /** Added for an accepted signal, in the unit of log2(1 + votes): 2 is worth as much as three votes. */
  acceptedBonus: number;
  kinds: Partial<Record<SignalKind, KindPolicy>>;
  tracks: Record<Track, Partial<Record<SignalKind, number>>>;
  /** One of the two suffices; with neither, the evidence is insufficient. */
  evidenceFloor: { activeMonths: number; platforms: number };
};

/**
 * The first policy. An answer that nobody voted for is worth nothing: on a Q&A site of 1,701 answerers, a credit of 0.05 let 150
 * such answers in 21 days lift a middling person from rank 850 to 153, while a credit of 0 ranked next year's helpers as well
 * (nDCG@100 0.855 and 0.856). Comments and messages keep a trace, since many places have no votes on them. A talk or
 * a release has nobody voting on it and counts by being there.
 */
export const defaultPolicy: Policy = {
  version: "first-1",
  windowMonths: 12,
  zeroVoteCredit: 0.05,
  acceptedBonus: 2,
  kinds: {
    answer: { base: 1, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 0 },
    comment: { base: 0.5, halfLifeDays: 180, weeklySaturation: 2 },
    message: { base: 0.5, halfLifeDays: 180, weeklySaturation: 2 },
    issue: { base: 0.5, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 0.2 },
    commit: { base: 0.5, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 1 },
    "pull-request": { base: 1, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 0.5 },
    review: { base: 0.5, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 1 },
    "doc-edit": { base: 0.5, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 1 },
    post: { base: 2, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 1 },
    release: { base: 1, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
    package: { base: 1, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
    video: { base: 1.5, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
    episode: { base: 1.5, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
    talk: { base: 3, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
    event: { base: 3, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 },
  },
  tracks: {
    expert: {
      answer: 1,
      comment: 0.5,
      message: 0.5,
      issue: 0.5,
      commit: 1,
      "pull-request": 1,
      review: 1,
      "doc-edit": 1,
      post: 1,
      release: 1,
      package: 1,
    },
    leader: { talk: 1, event: 1, episode: 1, video: 1 },
  },
  evidenceFloor: { activeMonths: 3, platforms: 2 },
};
