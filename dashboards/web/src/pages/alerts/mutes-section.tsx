import type { Answer } from "@groundswell/server";
import { remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";
import { useAnswer } from "../../use-answer.ts";
import { type AlertKinds, kindTitle, type Mute, muteRenews } from "./alert-words.ts";

/** What somebody is told no more of, with the way back. */
export function MutesSection({ kinds }: { kinds: AlertKinds }) {
  const asked = useAnswer<Answer["MutesAnswer"]>("/api/mutes");
  const unmute = useAction(({ id }: Mute) => remove(`/api/mutes/${id}`), muteRenews);
  return (
    <section className="panel" aria-labelledby="mutes">
      <h2 id="mutes">What you muted</h2>
      <Answered asked={asked} what="what is muted" lines={2}>
        {({ mutes }) =>
          mutes.length === 0 ? (
            <p className="aside">Nothing: you are told of everything that you watch.</p>
          ) : (
            <ul className="mutes">
              {mutes.map((mute) => (
                <li key={mute.id}>
                  <span>
                    {mute.subject ?? "Everything"}: {kindTitle(mute.kind, kinds)}{" "}
                    <small>
                      in {mute.expertise}, {mute.until === null ? "for ever" : <Until at={mute.until} />}
                    </small>
                  </span>
                  <button
                    type="button"
                    className="quiet"
                    disabled={unmute.isPending}
                    onClick={() => unmute.mutate(mute)}
                  >
                    Tell me again<span className="hidden"> of {mute.subject ?? mute.kind}</span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <ActionState action={unmute} doing="One moment…" done="You are told of it again." />
    </section>
  );
}

function Until({ at }: { at: string }) {
  return (
    <>
      until <Instant at={at} day />
    </>
  );
}
