/** On a scale of ratios: from the 2nd to the 4th rank is as far as from the 200th to the 400th. 0..100. */
export function rankPlace(rank: number, last: number): number {
  return last <= 1 ? 0 : (Math.log(Math.max(1, rank)) / Math.log(last)) * 100;
}

type RankIntervalProps = {
  rank: number | null;
  rankInterval: readonly [number, number] | null;
  /** The last rank that the scale holds. */
  last: number;
};

/** Between which ranks chance alone could have put somebody, as a line with the rank on it. Its words stand beside it. */
export function RankInterval({ rank, rankInterval, last }: RankIntervalProps) {
  if (rank === null) return null;
  const [from, to] = rankInterval ?? [rank, rank];
  const x = (one: number) => 4 + rankPlace(Math.min(one, last), last) * 0.92;
  return (
    <svg className="rank-interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line className="rank-ground" x1="4" x2="96" y1="6" y2="6" />
      <line className="rank-span" x1={x(from)} x2={Math.max(x(to), x(from) + 0.1)} y1="6" y2="6" />
      <line className="rank-mark" x1={x(rank)} x2={x(rank)} y1="1.5" y2="10.5" />
    </svg>
  );
}
