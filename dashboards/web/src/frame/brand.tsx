/** The mark and the name. */
export function Brand() {
  return (
    <>
      <svg viewBox="0 0 32 32" aria-hidden="true" className="wave">
        <rect width="32" height="32" rx="7" />
        <path d="M4 21c4 0 5-9 10-9s5 5 8 5 3.5-2 6-2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" />
      </svg>
      Groundswell
    </>
  );
}
