import type { SpaceAnswer } from "@groundswell/reports";
import { counted } from "../../parts/format.ts";
import { WebLink } from "../../parts/web-link.tsx";

/** The watched spaces in which nothing happened, by name alone. */
export function SilentSpaces({ spaces }: { spaces: SpaceAnswer[] }) {
  if (spaces.length === 0) return null;
  return (
    <details className="silent">
      <summary>{counted(spaces.length, "watched space")} had no activity in this window</summary>
      <ul>
        {spaces.map((space) => (
          <li key={space.key}>
            <WebLink to={space.url}>{space.name}</WebLink> <small>{space.kind}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
