import type { Answer } from "@groundswell/server";
import { Link } from "@tanstack/react-router";
import { counted } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { Turns } from "../../parts/turns.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { deliveriesPath, type SubscriptionsPlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { type Delivery, sayState, sayWay } from "./subscription-words.ts";
import { titleOf } from "./subscriptions-page.tsx";

type Titles = readonly { name: string; title: string }[];
type DeliveriesSectionProps = { place: SubscriptionsPlace; titles: Titles };

/** What became of each message, with what the receiver said. */
export function DeliveriesSection({ place, titles }: DeliveriesSectionProps) {
  const asked = useAnswer<Answer["DeliveriesAnswer"]>(deliveriesPath(place));
  return (
    <section className="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">
        What became of each <Term word="message">message</Term>
      </h2>
      {place.subscription !== 0 && (
        <p className="aside">
          Of subscription {place.subscription} alone.{" "}
          <Link to="/reports/subscriptions" search={{ ...place, subscription: 0, after: 0 }} hash="deliveries">
            Show all
          </Link>
        </p>
      )}
      <Answered asked={asked} what="the messages" lines={10}>
        {({ deliveries, next }) => (
          <>
            {deliveries.length === 0 ? (
              <Empty title="Nothing has been sent yet.">
                <p>What is issued after somebody subscribed is sent, and is listed here with what the receiver said.</p>
              </Empty>
            ) : (
              <Deliveries deliveries={deliveries} titles={titles} showsOwner={place.of === "everybody"} />
            )}
            <Turns
              label="Pages of messages"
              newest={
                place.after === 0
                  ? null
                  : { to: "/reports/subscriptions", search: { ...place, after: 0 }, hash: "deliveries" }
              }
              older={
                next === null
                  ? null
                  : { to: "/reports/subscriptions", search: { ...place, after: next }, hash: "deliveries" }
              }
            />
          </>
        )}
      </Answered>
    </section>
  );
}

type DeliveriesProps = { deliveries: readonly Delivery[]; titles: Titles; showsOwner: boolean };

function Deliveries({ deliveries, titles, showsOwner }: DeliveriesProps) {
  return (
    <WideFrame label="Messages, newest first">
      <table className="data deliveries">
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Report</th>
            <th scope="col">By</th>
            <th scope="col">What became of it</th>
            <th scope="col">What was said</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td>
                <Instant at={delivery.createdAt} />
              </td>
              <th scope="row">
                {titleOf(delivery.subscription.report, titles)}
                <Editions of={delivery.editions} />
              </th>
              <td>
                {sayWay(delivery.subscription)}
                {showsOwner && <small>{delivery.subscription.user}</small>}
              </td>
              <td>
                <State delivery={delivery} />
              </td>
              <td className="reply">{delivery.bounce ?? delivery.said ?? <span className="unknown">nothing</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}

function Editions({ of }: { of: readonly number[] }) {
  if (of.length === 0) return null;
  return (
    <small>
      {of.map((id, at) => (
        <span key={id}>
          {at > 0 && ", "}
          <Link to="/reports/$edition" params={{ edition: String(id) }} preload={false}>
            edition {id}
          </Link>
        </span>
      ))}
    </small>
  );
}

function State({ delivery }: { delivery: Delivery }) {
  const { look, says } = sayState(delivery);
  const { attempts, state, notBefore, settledAt, bouncedAt } = delivery;
  const at = bouncedAt ?? settledAt;
  return (
    <>
      <span className={`state state-${look}`}>{says}</span>
      <small>
        {state === "waiting" && (
          <>
            until <Instant at={notBefore} />
          </>
        )}
        {at !== null && <Instant at={at} />}
        {attempts > 1 && `, ${counted(attempts, "attempt")}`}
      </small>
    </>
  );
}
