/** The shortest window in which requests are counted: below it waiting costs more than it keeps apart. */
const leastWindowMs = 20;

/**
 * So many requests a second as a small window with few places: one every 200 ms for five. Counted second by second, a host would get
 * twice its pace at once where one second ends and the next begins.
 * @param perSecond above 0
 * @returns `points` that may be taken in `duration` seconds, as limiters count them
 */
export function paceWindow(perSecond: number): { points: number; duration: number } {
  const points = Math.max(1, Math.floor((perSecond * leastWindowMs) / 1_000));
  return { points, duration: Math.ceil((1_000 * points) / perSecond) / 1_000 };
}
