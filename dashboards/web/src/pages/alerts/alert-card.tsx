import { useState } from "react";
import { remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Instant } from "../../parts/instant.tsx";
import { AnswerLink } from "../../parts/page-link.tsx";
import { useAction } from "../../use-action.ts";
import { type Alert, type AlertKinds, kindTitle, muteRenews, sayChance, sayStatistic } from "./alert-words.ts";
import { MuteForm } from "./mute-form.tsx";

type AlertCardProps = { alert: Alert; kinds: AlertKinds; onWatch: () => void };

/** One alert: what was found, what to do, by which test, since when, and a way to hear no more of it. */
export function AlertCard({ alert, kinds, onWatch }: AlertCardProps) {
  const { name, title, url, sentence, todo, since, endedAt, expertise, muted } = alert;
  const [mutes, setMutes] = useState(false);
  const unmute = useAction((mute: number) => remove(`/api/mutes/${mute}`), muteRenews);
  return (
    <li className={muted === null ? "panel" : "panel muted-alert"}>
      <h2>
        <AnswerLink to={url}>{name}</AnswerLink> <small>{title}</small>
      </h2>
      <p>{sentence}</p>
      {endedAt === null && <p>{todo}</p>}
      <p className="aside">
        In {expertise} since <Instant at={since} day />
        {endedAt !== null && (
          <>
            , over since <Instant at={endedAt} day />
          </>
        )}
      </p>
      <Tested alert={alert} />
      <p className="deeds">
        {muted === null ? (
          <button type="button" onClick={() => setMutes(true)}>
            Mute…<span className="hidden"> {name}</span>
          </button>
        ) : (
          <>
            <span>You muted this.</span>
            <button type="button" disabled={unmute.isPending} onClick={() => unmute.mutate(muted)}>
              Tell me again<span className="hidden"> of {name}</span>
            </button>
          </>
        )}
        <button type="button" onClick={onWatch}>
          Watch…<span className="hidden"> {name}</span>
        </button>
      </p>
      <ActionState action={unmute} doing="One moment…" done="You are told of it again." />
      {mutes && (
        <Dialog title="Tell me no more of this" onClose={() => setMutes(false)}>
          <MuteForm what={alert} name={name} kind={kindTitle(alert.kind, kinds)} onDone={() => setMutes(false)} />
        </Dialog>
      )}
    </li>
  );
}

function Tested({ alert: { test, seenAt } }: { alert: Alert }) {
  return (
    <details>
      <summary>How it was tested</summary>
      <dl className="ground">
        <div>
          <dt>Test</dt>
          <dd>{test.name}</dd>
        </div>
        <div>
          <dt>Statistic</dt>
          <dd>
            {sayStatistic(test.statistic.value)} <small>{test.statistic.name}</small>
          </dd>
        </div>
        <div>
          <dt>By chance alone</dt>
          <dd>p {test.p < 1e-5 ? sayChance(test.p) : `= ${sayChance(test.p)}`}</dd>
        </div>
        <div>
          <dt>Among all tests of that day</dt>
          <dd>q {test.q < 1e-5 ? sayChance(test.q) : `= ${sayChance(test.q)}`}</dd>
        </div>
        <div>
          <dt>Found last</dt>
          <dd>
            <Instant at={seenAt} day />
          </dd>
        </div>
      </dl>
    </details>
  );
}
