import { Link } from "@tanstack/react-router";
import { utcDay } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import type { EditionHead } from "../edition/edition-order.ts";

/** "2 Nov 2026 up to 9 Nov 2026"; windows are whole UTC days for every reader. */
export function WindowWords({ edition: { window } }: { edition: Pick<EditionHead, "window"> }) {
  return (
    <span className="whole-window" title={`${window.from} up to, not including, ${window.to}`}>
      {utcDay(window.from)} up to {utcDay(window.to)}
    </span>
  );
}

/** An edition in a list: what it is of, its sentence, and when it was issued. */
export function EditionLine({ edition }: { edition: EditionHead }) {
  return (
    <li>
      <h3>
        <Link to="/reports/$edition" params={{ edition: String(edition.id) }}>
          {edition.title}
        </Link>{" "}
        {edition.revision > 1 && <span className="revised">revision {edition.revision}</span>}
      </h3>
      <p>{edition.insight}</p>
      <p className="aside">
        <WindowWords edition={edition} />, issued <Instant at={edition.builtAt} />
      </p>
    </li>
  );
}
