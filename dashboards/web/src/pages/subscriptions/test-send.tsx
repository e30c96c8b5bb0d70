import type { Answer } from "@groundswell/server";
import type { ReactNode } from "react";
import { actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { useAction } from "../../use-action.ts";
import { type Subscription, sayWay } from "./subscription-words.ts";

/** Sends a report by a subscription now, marked as a test. */
export function TestSend({ subscription, children }: { subscription: Subscription; children?: ReactNode }) {
  const path = `/api/subscriptions/${subscription.id}/test`;
  const test = useAction(() => actFor<Answer["SubscriptionTestedAnswer"]>(path), ["/api/deliveries"]);
  return (
    <>
      <p className="deeds">
        <button type="button" disabled={test.isPending} onClick={() => test.mutate(undefined)}>
          Send a test<span className="hidden"> by {sayWay(subscription)}</span>
        </button>
        {children}
      </p>
      <ActionState
        action={test}
        doing="Sending…"
        done={test.data && (test.data.sent ? `It was sent: ${test.data.said}` : `It was not sent: ${test.data.said}`)}
      />
    </>
  );
}
