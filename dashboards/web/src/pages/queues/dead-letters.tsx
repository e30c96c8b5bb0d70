import type { Answer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { counted } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Empty } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";

type Letter = Answer["QueuesAnswer"]["queues"]["deadLetters"][number];

/** Jobs that failed for good, together by what went wrong, with a way to let them begin again. */
export function DeadLetters({ letters, mayRetry }: { letters: Letter[]; mayRetry: boolean }) {
  const retry = useAction(
    ({ queue, message }: Pick<Letter, "queue" | "message">) =>
      actFor<Answer["RetriedAnswer"]>(`/api/queues/${encodeURIComponent(queue)}/retry`, { message }),
    ["/api/queues", "/api/status"],
  );
  return (
    <>
      {letters.length === 0 && <Empty title="No job has failed for good." />}
      <ul className="letters">
        {letters.map((letter) => (
          <li key={`${letter.queue} ${letter.message}`}>
            <p>{letter.message}</p>
            <p className="aside">
              {counted(letter.count, "job")} of {letter.queue}, the last <Instant at={letter.at} />
            </p>
            {mayRetry && (
              <p className="deeds">
                <button type="button" disabled={retry.isPending} onClick={() => retry.mutate(letter)}>
                  Try again<span className="hidden"> what failed with: {letter.message}</span>
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
      <ActionState
        action={retry}
        doing="Letting them begin again…"
        done={retry.data && `${counted(retry.data.retried, "job begins", "jobs begin")} again.`}
      />
    </>
  );
}
