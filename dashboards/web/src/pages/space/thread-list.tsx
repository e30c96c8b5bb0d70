import { hours } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { WebLink } from "../../parts/web-link.tsx";

/** A thread that waits; an answer says how long in days or in hours. */
type Waiting = { url: string | null; title: string | null; askedAt: string; handle?: string | null } & (
  | { waitingHours: number }
  | { ageDays: number }
);

/** Threads that wait for somebody, in the order they came in, each with its address. */
export function ThreadList({ threads }: { threads: readonly Waiting[] }) {
  return (
    <ol className="threads">
      {threads.map((thread, index) => (
        <li key={`${index} ${thread.url}`}>
          <WebLink to={thread.url}>{thread.title ?? thread.url ?? "a thread without a title"}</WebLink>
          <small>
            waits {hours("waitingHours" in thread ? thread.waitingHours : thread.ageDays * 24)}, since{" "}
            <Instant at={thread.askedAt} day />
            {thread.handle && `, asked by ${thread.handle}`}
          </small>
        </li>
      ))}
    </ol>
  );
}
