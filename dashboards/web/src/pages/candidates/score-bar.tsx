import type { CandidateRow } from "@groundswell/reports";

/** A score as its terms side by side, as long as it is against the largest score shown. */
export function ScoreBar({ candidate, largest }: { candidate: CandidateRow; largest: number }) {
  let before = 0;
  return (
    <svg className="bar score-bar" aria-hidden="true">
      <rect className="bar-ground" width="100%" height="100%" rx="2" />
      {candidate.terms.map(({ kind, contribution }) => {
        const x = before;
        const width = largest === 0 ? 0 : (contribution / largest) * 100;
        before += width;
        return <rect key={kind} className={`kind-${kind}`} x={`${x}%`} width={`${width}%`} height="100%" />;
      })}
    </svg>
  );
}

/** The kinds that add to any of the scores, the one that adds most first. */
export function kindsByContribution(candidates: readonly CandidateRow[]): string[] {
  const sums = new Map<string, number>();
  for (const { terms } of candidates)
    for (const { kind, contribution } of terms) sums.set(kind, (sums.get(kind) ?? 0) + contribution);
  return [...sums]
    .filter(([, sum]) => sum > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([kind]) => kind);
}
