import type { DossierItem, WrongDataMark } from "@groundswell/reports";
import { counted, kindWord } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Empty } from "../../parts/states.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { ResolveButton } from "./notices-section.tsx";

type ItemsSectionProps = {
  items: readonly DossierItem[];
  /** Both null for who may not. */
  onWrong: ((item: DossierItem) => void) | null;
  onResolve: ((mark: WrongDataMark) => void) | null;
};

/** The best of what somebody did, each with its source. */
export function ItemsSection({ items, onWrong, onResolve }: ItemsSectionProps) {
  if (items.length === 0)
    return (
      <Empty title="Nothing of theirs in this window is of a kind that the program counts.">
        <p>The window above says from when to when; the calendar shows all that they did.</p>
      </Empty>
    );
  return (
    <ol className="threads items">
      {items.map((item) => (
        <li key={item.signal}>
          <WebLink to={item.url}>{item.title ?? item.url ?? kindWord(item.kind, 1)}</WebLink>
          <small>
            {kindWord(item.kind, 1)} in {item.space.name}, <Instant at={item.occurredAt} day /> ·{" "}
            {counted(item.votes, "vote")}
            {item.accepted && ", accepted"}
            {item.capturedAt !== null && (
              <>
                , as read <Instant at={item.capturedAt} day />
              </>
            )}
          </small>
          {item.wrongData.map((mark) => (
            <span key={mark.report} className="caveat">
              Reported as wrong: {mark.why} {onResolve && <ResolveButton mark={mark} onResolve={onResolve} />}
            </span>
          ))}
          {onWrong && (
            <button type="button" className="quiet" onClick={() => onWrong(item)}>
              Report as wrong<span className="hidden"> {item.title ?? item.signal}</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
