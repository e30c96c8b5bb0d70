import { Link } from "@tanstack/react-router";
import { analysing, type PullEvent, underWay } from "../live.ts";
import { useLive } from "../live-use.ts";
import { useMay } from "../me.ts";
import { counted, number } from "./format.ts";

/** What is being read and analysed at this moment. It keeps its place while nothing is. */
export function LiveNow() {
  const may = useMay("read", "operation", null);
  const heard = useLive();
  if (!may) return null;
  const pulls = underWay(heard);
  const runs = analysing(heard);
  return (
    <section className="live-now" aria-label="What goes on now">
      {pulls.length + runs === 0 && <p>Nothing is being read or analysed now.</p>}
      {runs > 0 && <p className="going-on">{counted(runs, "expertise is", "expertises are")} being analysed.</p>}
      {pulls.length > 0 && (
        <ul>
          {pulls.slice(0, 5).map((pull) => (
            <li key={pull.source} className="going-on">
              <Link to="/sources/$source" params={{ source: pull.source }}>
                {pull.source}
              </Link>
              : {sayProgress(pull)}
            </li>
          ))}
          {pulls.length > 5 && <li>and {counted(pulls.length - 5, "more source")}</li>}
        </ul>
      )}
      <p role="status" className="hidden">
        {pulls.length > 0 && `${counted(pulls.length, "source is", "sources are")} being read.`}
      </p>
    </section>
  );
}

/** How far a pull is, or how it ended. */
export function sayProgress({
  signals,
  finishedAt,
  error,
}: Pick<PullEvent, "signals" | "finishedAt" | "error">): string {
  const { fetched, saved, seen, skipped } = signals;
  const counts = `${counted(fetched, "signal")} fetched, ${number(saved)} new, ${number(seen)} known${skipped > 0 ? `, ${number(skipped)} skipped` : ""}`;
  if (finishedAt === null) return fetched === 0 ? "reading has begun" : counts;
  return error === null ? `read: ${counts}` : `failed: ${error}`;
}
