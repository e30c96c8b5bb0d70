/**
 * A line through the values of equal steps, drawn without any library. A step that was not read is a gap and not zero. What it shows stands
 * beside it in words, so it is hidden from who does not see it.
 */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const largest = Math.max(1, ...known);
  const x = (index: number) => (values.length < 2 ? 50 : (index / (values.length - 1)) * 100);
  const y = (value: number) => 27 - (value / largest) * 24;
  return (
    <svg className="sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      <line className="sparkline-ground" x1="0" x2="100" y1="27.5" y2="27.5" />
      {stretches(values).map((stretch) =>
        stretch.length === 1 ? (
          <line
            key={stretch[0]?.at}
            x1={x(stretch[0]?.at ?? 0) - 0.6}
            x2={x(stretch[0]?.at ?? 0) + 0.6}
            y1={y(stretch[0]?.value ?? 0)}
            y2={y(stretch[0]?.value ?? 0)}
          />
        ) : (
          <polyline key={stretch[0]?.at} points={stretch.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")} />
        ),
      )}
    </svg>
  );
}

/** The runs of values that stand side by side, with their places. */
export function stretches(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const found: { at: number; value: number }[][] = [];
  let open = false;
  values.forEach((value, at) => {
    if (value === null) open = false;
    else if (open) found.at(-1)?.push({ at, value });
    else {
      found.push([{ at, value }]);
      open = true;
    }
  });
  return found;
}
