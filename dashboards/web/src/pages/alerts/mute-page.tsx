import type { Answer } from "@groundswell/server";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import type { MutePlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { kindTitle } from "./alert-words.ts";
import { MuteForm } from "./mute-form.tsx";

/** Where a report that was sent leads who wants to hear no more of one of its alerts. A link alone changes nothing. */
export function MutePage() {
  const place = useSearch({ from: "/signed-in/alerts/mute" });
  const isWhole = Object.values(place).every((value) => value !== "");
  return (
    <>
      <p className="way-back">
        <Link to="/reports/alerts">All alerts</Link>
      </p>
      <PageHead title="Tell me no more of this" />
      {isWhole ? (
        <MuteThis place={place} />
      ) : (
        <Empty title="The address does not say what is to be muted.">
          <p>
            It may have been cut short. Mute it on <Link to="/reports/alerts">the list of alerts</Link>.
          </p>
        </Empty>
      )}
    </>
  );
}

function MuteThis({ place }: { place: MutePlace }) {
  const path = `/api/alerts?${new URLSearchParams({ expertise: place.expertise, state: "all" })}`;
  const asked = useAnswer<Answer["AlertsAnswer"]>(path);
  const [done, setDone] = useState<Answer["MuteAnswer"] | null>(null);
  if (done !== null) return <Muted mute={done} />;
  return (
    <Answered asked={asked} what="the alert" lines={8}>
      {({ alerts, kinds }) => {
        const alert = alerts.find(({ kind, subject }) => kind === place.kind && subject === place.subject);
        return (
          <section className="panel" aria-label="What is muted">
            {alert && <p className="mute-sentence">{alert.sentence}</p>}
            <MuteForm
              what={place}
              name={alert?.name ?? place.subject}
              kind={kindTitle(place.kind, kinds)}
              onDone={setDone}
            />
          </section>
        );
      }}
    </Answered>
  );
}

function Muted({ mute }: { mute: Answer["MuteAnswer"] }) {
  return (
    <div className="notice" role="status">
      <p className="notice-title">It is muted.</p>
      <p>
        You are told no more of it{" "}
        {mute.until === null ? (
          "for ever"
        ) : (
          <>
            until <Instant at={mute.until} day />
          </>
        )}
        . <Link to="/reports/alerts">All alerts, and what you muted</Link>
      </p>
    </div>
  );
}
