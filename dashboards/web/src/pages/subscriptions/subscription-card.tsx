import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Instant } from "../../parts/instant.tsx";
import { firstSubscriptionsPlace } from "../../place-reports.ts";
import { useAction } from "../../use-action.ts";
import { type Subscription, sayEnded, sayTerms, sayWay } from "./subscription-words.ts";
import { TestSend } from "./test-send.tsx";

type SubscriptionCardProps = { subscription: Subscription; title: string; showsOwner: boolean };

/** What is sent by which way, a test, and the end of it. */
export function SubscriptionCard({ subscription, title, showsOwner }: SubscriptionCardProps) {
  const { id, user, expertise, endedAt, createdAt } = subscription;
  const [ends, setEnds] = useState(false);
  return (
    <li className="panel">
      <h2>
        {title}
        <small>{expertise === null ? " every expertise" : ` ${expertise}`}</small>
      </h2>
      <p>
        {sayWay(subscription)}
        {showsOwner && <>, to {user}</>}
      </p>
      <ul>
        {sayTerms(subscription).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="aside">
        Since <Instant at={createdAt} day />
        {". "}
        <Link
          to="/reports/subscriptions"
          search={{ ...firstSubscriptionsPlace, of: showsOwner ? "everybody" : "me", subscription: id }}
          hash="deliveries"
        >
          What became of it<span className="hidden">: {title}</span>
        </Link>
      </p>
      {endedAt === null ? (
        <Deeds subscription={subscription}>
          <button type="button" className="danger" onClick={() => setEnds(true)}>
            End…<span className="hidden"> {title}</span>
          </button>
        </Deeds>
      ) : (
        <p className="caveat">
          Ended <Instant at={endedAt} />: {sayEnded(subscription)}.
        </p>
      )}
      {ends && <EndDialog subscription={subscription} title={title} onClose={() => setEnds(false)} />}
    </li>
  );
}

/** A feed is fetched, and has no test. */
function Deeds({ subscription, children }: { subscription: Subscription; children: ReactNode }) {
  if (subscription.channel === "feed") return <p className="deeds">{children}</p>;
  return <TestSend subscription={subscription}>{children}</TestSend>;
}

type EndDialogProps = { subscription: Subscription; title: string; onClose: () => void };

function EndDialog({ subscription, title, onClose }: EndDialogProps) {
  const end = useAction(
    () => remove(`/api/subscriptions/${subscription.id}`),
    ["/api/subscriptions", "/api/deliveries"],
  );
  return (
    <Dialog title="End this subscription?" onClose={onClose}>
      <p>
        <b>{title}</b> is not sent any more by {sayWay(subscription)}, and what waits is left out. The reports stay to
        be read here.
      </p>
      <p className="deeds">
        <button type="button" className="danger" disabled={end.isPending} onClick={() => end.mutate(undefined)}>
          End it
        </button>
        <button type="button" onClick={onClose}>
          Keep it
        </button>
      </p>
      <ActionState action={end} doing="Ending…" done="Ended." />
    </Dialog>
  );
}
