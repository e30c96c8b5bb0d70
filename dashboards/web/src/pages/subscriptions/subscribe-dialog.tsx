import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { SecretOnce } from "../../parts/secret-once.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";
import { useAnswer } from "../../use-answer.ts";
import type { Report } from "../reports/reports-page.tsx";
import { SubscribeForm } from "./subscribe-form.tsx";
import { type Channel, sayWay } from "./subscription-words.ts";
import { TestSend } from "./test-send.tsx";

/** What a subscription begins with. `watched` is one alert's subject, where somebody wants to be told of it alone. */
export type FirstWish = {
  report: string;
  expertise?: string;
  watched?: { kind: string; subject: string; name: string };
};
type SubscribeDialogProps = {
  reports: readonly Report[];
  channels: readonly Channel[];
  first: FirstWish;
  onClose: () => void;
};
type Added = Answer["SubscriptionAddedAnswer"];

/** Has a report sent to oneself, and then says what is to be known of it this once. */
export function SubscribeDialog({ reports, channels, first, onClose }: SubscribeDialogProps) {
  const expertises = useAnswer<ExpertisesAnswer>("/api/expertises");
  const add = useAction((wish: object) => actFor<Added>("/api/subscriptions", wish), ["/api/subscriptions"]);
  if (add.data) return <AddedDialog added={add.data} onClose={onClose} />;
  return (
    <Dialog title={first.report === "alerts" ? "Watch for alerts" : "Subscribe to a report"} onClose={onClose}>
      <Answered asked={expertises} what="the expertises" lines={10}>
        {(known) => (
          <SubscribeForm
            reports={reports}
            channels={channels}
            expertises={known.expertises}
            first={first}
            busy={add.isPending}
            onSubscribe={(wish) => add.mutate(wish)}
          />
        )}
      </Answered>
      <ActionState action={add} doing="Subscribing…" done="" />
    </Dialog>
  );
}

function AddedDialog({ added: { subscription, secret, feed }, onClose }: { added: Added; onClose: () => void }) {
  return (
    <Dialog title="You are subscribed" onClose={onClose}>
      <p>It is sent from the next edition on: {sayWay(subscription)}.</p>
      {secret !== null && (
        <SecretOnce
          label="Secret of its signatures"
          secret={secret}
          about="It is shown this once. The receiver checks signatures with it: without that anybody could speak to it in our name."
        />
      )}
      {feed !== null && (
        <SecretOnce
          label="Address of your feed"
          secret={feed}
          about="It is shown this once. Whoever has it reads what you may read: do not pass it on."
        />
      )}
      {subscription.channel !== "feed" && <TestSend subscription={subscription} />}
    </Dialog>
  );
}
