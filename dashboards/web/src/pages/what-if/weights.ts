/** A channel with its weight in the policy. */
export type WeightedChannel = { channel: string; weight: number };

/** The weights that differ from the policy's, of its own channels alone; what the API is asked with. */
export function changedWeights(
  channels: readonly WeightedChannel[],
  weights: Readonly<Record<string, number>>,
): Record<string, number> {
  const changed = channels.flatMap(({ channel, weight }) => {
    const wanted = weights[channel];
    return wanted === undefined || wanted === weight ? [] : [[channel, wanted] as const];
  });
  return Object.fromEntries(changed);
}

/** How far a slider goes: three times as much as the policy has, in round numbers, so that nobody has to leave it. */
export function sliderEnd(weight: number): number {
  return Math.max(3, Math.ceil(weight * 3));
}

/** Which way a rank goes; coming in counts as up, falling out as down. */
export function direction(before: number | null, after: number | null): "up" | "down" | "same" {
  if (before === after) return "same";
  if (before === null) return "up";
  if (after === null) return "down";
  return after < before ? "up" : "down";
}
