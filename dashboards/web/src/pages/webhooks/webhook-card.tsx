import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { act, actFor, remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Instant } from "../../parts/instant.tsx";
import { useAction } from "../../use-action.ts";
import { eventWords, sayLast, type Webhook } from "./webhook-words.ts";

/** One webhook: what it is told of, how the last message fared, a test, and the end of it. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const path = `/api/webhooks/${webhook.id}`;
  const [ends, setEnds] = useState(false);
  const test = useAction(() => actFor<Answer["WebhookTestedAnswer"]>(`${path}/test`), ["/api/webhooks"]);
  const enable = useAction(() => act(`${path}/enable`), ["/api/webhooks"]);
  const isDisabled = webhook.disabledAt !== null;
  return (
    <li className="panel">
      <h2>{webhook.url}</h2>
      <p>Is told when {webhook.events.map((event) => eventWords[event] ?? event).join(", ")}.</p>
      <Last webhook={webhook} />
      <p className="aside">
        Added by {webhook.createdBy}, <Instant at={webhook.createdAt} day />
      </p>
      <p className="deeds">
        <button type="button" disabled={isDisabled || test.isPending} onClick={() => test.mutate(undefined)}>
          Send a test<span className="hidden"> to {webhook.url}</span>
        </button>
        {isDisabled && (
          <button type="button" disabled={enable.isPending} onClick={() => enable.mutate(undefined)}>
            Enable again<span className="hidden">: {webhook.url}</span>
          </button>
        )}
        <button type="button" className="danger" onClick={() => setEnds(true)}>
          Remove…<span className="hidden"> {webhook.url}</span>
        </button>
      </p>
      <ActionState action={test} doing="Sending…" done={test.data && sayTest(test.data)} />
      <ActionState action={enable} doing="Enabling…" done="It is told again." />
      {ends && <RemoveDialog webhook={webhook} path={path} onClose={() => setEnds(false)} />}
    </li>
  );
}

function Last({ webhook }: { webhook: Webhook }) {
  const { isGood, says } = sayLast(webhook);
  return (
    <>
      {webhook.disabledAt !== null && (
        <p className="said-wrong">
          Disabled <Instant at={webhook.disabledAt} />, because nothing arrived there. Mend the receiver, then enable it
          again.
        </p>
      )}
      <p className={isGood === false ? "said-wrong" : undefined}>
        {webhook.last && (
          <>
            <Instant at={webhook.last.attemptedAt} />:{" "}
          </>
        )}
        {says}
      </p>
    </>
  );
}

function RemoveDialog({ webhook, path, onClose }: { webhook: Webhook; path: string; onClose: () => void }) {
  const end = useAction(() => remove(path), ["/api/webhooks"]);
  return (
    <Dialog title="Remove this webhook?" onClose={onClose}>
      <p>
        <b>{webhook.url}</b> is told nothing any more. Its secret is gone; adding it again makes another.
      </p>
      <p className="deeds">
        <button type="button" className="danger" disabled={end.isPending} onClick={() => end.mutate(undefined)}>
          Remove it
        </button>
        <button type="button" onClick={onClose}>
          Keep it
        </button>
      </p>
      <ActionState action={end} doing="Removing…" done="Removed." />
    </Dialog>
  );
}

function sayTest({ status, error }: Answer["WebhookTestedAnswer"]): string {
  if (error !== null) return "It was not taken: why stands above.";
  return status === null ? "The receiver took it." : `The receiver took it, with status ${status}.`;
}
