import { Link, type LinkOptions, type RegisteredRouter } from "@tanstack/react-router";

type Turn = LinkOptions<RegisteredRouter>;
type TurnsProps = { label: string; newest: Turn | null; older: Turn | null };

/** Where a list that is newest first goes on, and back to its beginning; nothing where all of it is shown. */
export function Turns({ label, newest, older }: TurnsProps) {
  if (newest === null && older === null) return null;
  return (
    <nav className="turns" aria-label={label}>
      {newest !== null && <Link {...newest}>Newest</Link>}
      {older !== null && <Link {...older}>Older</Link>}
    </nav>
  );
}
