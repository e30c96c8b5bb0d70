import { fewestReaching } from "./rank-spaces.ts";
import { bySpace, type Incidence } from "./weigh-incidence.ts";

/** On how few persons a space rests. Both are null where no signal of the space has a known person. */
export type SpaceDependence = {
  /** The fewest persons with at least half of the space's signals. */
  absenceFactor: number | null;
  /** Share of the space's signals that its most active person sent, 0..1. */
  topPersonShare: number | null;
};

/**
 * The contributor absence factor of every space, by key (CHAOSS; formerly bus factor): counted until half is reached, so that
 * 1000, 433, 343, 332, 202, 90, 42, 33 gives 2. Signals without a person are left out: nobody can say how many people sent them.
 */
export function absenceFactors(incidence: Incidence): Map<string, SpaceDependence> {
  const { entry, from } = bySpace(incidence);
  return new Map(
    incidence.spaces.map((key, at) => {
      const counts = Float64Array.from(entry.subarray(from[at], from[at + 1]), (place) => incidence.count[place] ?? 0);
      return [key, dependence(counts.sort().reverse())];
    }),
  );
}

function dependence(descending: Float64Array): SpaceDependence {
  const total = descending.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { absenceFactor: null, topPersonShare: null };
  return { absenceFactor: fewestReaching(descending, total, 0.5), topPersonShare: (descending[0] ?? 0) / total };
}
