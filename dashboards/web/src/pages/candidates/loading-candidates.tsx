const rows = 10;

/** The place of the list while it is on its way, row by row as high as a person's. */
export function LoadingCandidates() {
  return (
    <div role="status">
      <span className="hidden">Loading the people…</span>
      <ol className="candidates" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <li key={row} className="candidate waiting">
            <span className="loading-line" />
            <span className="loading-line" />
          </li>
        ))}
      </ol>
    </div>
  );
}
