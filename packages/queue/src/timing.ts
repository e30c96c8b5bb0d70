/** What the queue waits for, and how long. Tests shorten it; nothing else needs to. */
export type Timing = {
  /** Times a job is begun before it is a dead letter. */
  attempts: number;
  /** The wait after the first failure; it doubles with each further one, and half of it is left to chance. */
  backoffMs: number;
  /** The least wait for a source that asked for patience until an instant that has passed. */
  leastPatienceMs: number;
  /** A job whose worker gives no sign for this long is taken up by another. */
  lockMs: number;
  /** Every so often somebody looks for such jobs. */
  stalledCheckMs: number;
  /** Times a job may lose its worker before it is a dead letter. */
  stalls: number;
  /** What running jobs get to finish when the queue closes; then their signal is aborted. */
  graceMs: number;
  /** What an aborted job gets to stop; then it is left and goes back to waiting. */
  abandonMs: number;
};

export const timing: Timing = {
  attempts: 5,
  backoffMs: 30_000,
  leastPatienceMs: 1_000,
  // Scoring a large expertise can keep the event loop busy for seconds, in which no lock is renewed.
  lockMs: 60_000,
  stalledCheckMs: 30_000,
  stalls: 3,
  graceMs: 30_000,
  abandonMs: 5_000,
};
