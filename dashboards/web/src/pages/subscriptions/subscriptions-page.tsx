import type { Answer } from "@groundswell/server";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { useMe } from "../../me.ts";
import { Choice } from "../../parts/choice.tsx";
import { counted } from "../../parts/format.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { DeliveriesSection } from "./deliveries-section.tsx";
import { SubscribeDialog } from "./subscribe-dialog.tsx";
import { SubscriptionCard } from "./subscription-card.tsx";
import type { Subscription } from "./subscription-words.ts";

const whose = [
  { value: "me", label: "Mine" },
  { value: "everybody", label: "Everybody's" },
] as const;

/** What somebody is sent, and what became of it. */
export function SubscriptionsPage() {
  const { asker } = useMe();
  const place = useSearch({ from: "/signed-in/reports/subscriptions" });
  const navigate = useNavigate({ from: "/reports/subscriptions" });
  // Operators see what becomes of every message, and subscriptions of nobody else.
  const of = asker.role === "admin" ? place.of : "me";
  const asked = useAnswer<Answer["SubscriptionsAnswer"]>(`/api/subscriptions?of=${of}`);
  const { answer: known } = useAnswer<Answer["ReportsAnswer"]>("/api/reports");
  const [adds, setAdds] = useState(false);
  const seesAll = asker.role === "admin" || asker.role === "operator";
  const [first] = known?.reports ?? [];
  return (
    <>
      <PageHead title="Subscriptions">
        {seesAll && (
          <Choice
            label="Whose"
            value={place.of}
            choices={whose}
            onChoose={(of) => void navigate({ search: { of, after: 0, subscription: 0 }, resetScroll: false })}
          />
        )}
        <button type="button" className="button" disabled={!first} onClick={() => setAdds(true)}>
          Subscribe
        </button>
      </PageHead>
      <Answered asked={asked} what="the subscriptions" lines={10}>
        {({ subscriptions }) => (
          <>
            <Subscriptions subscriptions={subscriptions} titles={known?.reports ?? []} own={of === "me"} />
            <DeliveriesSection place={seesAll ? place : { ...place, of: "me" }} titles={known?.reports ?? []} />
          </>
        )}
      </Answered>
      {adds && known && first && (
        <SubscribeDialog
          reports={known.reports}
          channels={known.channels}
          first={{ report: first.name }}
          onClose={() => setAdds(false)}
        />
      )}
    </>
  );
}

type Titles = readonly { name: string; title: string }[];
type SubscriptionsProps = { subscriptions: Subscription[]; titles: Titles; own: boolean };

function Subscriptions({ subscriptions, titles, own }: SubscriptionsProps) {
  const lasting = subscriptions.filter(({ endedAt }) => endedAt === null);
  const ended = subscriptions.filter(({ endedAt }) => endedAt !== null);
  const card = (one: Subscription) => (
    <SubscriptionCard key={one.id} subscription={one} title={titleOf(one.report, titles)} showsOwner={!own} />
  );
  return (
    <>
      {lasting.length === 0 ? (
        <Empty title={own ? "You are sent nothing." : "Nobody is sent anything."}>
          <p>Subscribe to a report, and it is sent from its next edition on.</p>
        </Empty>
      ) : (
        <ul className="subscriptions">{lasting.map(card)}</ul>
      )}
      {ended.length > 0 && (
        <details className="panel ended-subscriptions">
          <summary>{counted(ended.length, "subscription")} that ended</summary>
          <ul className="subscriptions">{ended.map(card)}</ul>
        </details>
      )}
    </>
  );
}

/** What a report is called; its own word where it is not known here. */
export function titleOf(report: string, titles: Titles): string {
  return titles.find(({ name }) => name === report)?.title ?? report;
}
