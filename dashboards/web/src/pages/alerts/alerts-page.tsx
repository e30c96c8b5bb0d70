import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import type { AlertsPlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { type FirstWish, SubscribeDialog } from "../subscriptions/subscribe-dialog.tsx";
import { AlertCard } from "./alert-card.tsx";
import { type Alert, alertsPath } from "./alert-words.ts";
import { MutesSection } from "./mutes-section.tsx";

const states = [
  { value: "open", label: "Open" },
  { value: "ended", label: "Over" },
] as const;

/** What somebody should look at, what is over, and what is muted. */
export function AlertsPage() {
  const place = useSearch({ from: "/signed-in/reports/alerts" });
  const navigate = useNavigate({ from: "/reports/alerts" });
  const go = (change: Partial<AlertsPlace>) => void navigate({ search: { ...place, ...change }, resetScroll: false });
  const asked = useAnswer<Answer["AlertsAnswer"]>(alertsPath(place));
  const { answer: known } = useAnswer<Answer["ReportsAnswer"]>("/api/reports");
  const [watches, setWatches] = useState<FirstWish | null>(null);
  return (
    <>
      <PageHead title="Alerts">
        <div className="switches">
          <Choice label="Which" value={place.state} choices={states} onChoose={(state) => go({ state })} />
          <ExpertiseChoice value={place.expertise} onChoose={(expertise) => go({ expertise })} />
        </div>
        <button
          type="button"
          className="button"
          disabled={known === null}
          onClick={() => setWatches({ report: "alerts", expertise: place.expertise })}
        >
          Watch for alerts
        </button>
      </PageHead>
      <p className="aside">
        An <Term word="alert">alert</Term> says that something changed by more than chance explains, and not why. Nobody
        is sent any unless they watch for them.
      </p>
      <Answered asked={asked} what="the alerts" lines={14}>
        {({ alerts, kinds }) => (
          <>
            {alerts.length === 0 && <Nothing state={place.state} />}
            <ul className="alerts">
              {alerts.map((alert) => (
                <AlertCard key={alert.id} alert={alert} kinds={kinds} onWatch={() => setWatches(wishOf(alert))} />
              ))}
            </ul>
            <MutesSection kinds={kinds} />
          </>
        )}
      </Answered>
      {watches !== null && known !== null && (
        <SubscribeDialog
          reports={known.reports.filter(({ name }) => name === "alerts")}
          channels={known.channels}
          first={watches}
          onClose={() => setWatches(null)}
        />
      )}
    </>
  );
}

function wishOf({ expertise, kind, subject, name }: Alert): FirstWish {
  return { report: "alerts", expertise, watched: { kind, subject, name } };
}

function ExpertiseChoice({ value, onChoose }: { value: string; onChoose: (expertise: string) => void }) {
  const { answer } = useAnswer<ExpertisesAnswer>("/api/expertises");
  return (
    <label className="alerts-expertise">
      <span className="hidden">Expertise of the alerts</span>
      <select value={value} disabled={answer === null} onChange={(event) => onChoose(event.target.value)}>
        <option value="">All expertises</option>
        {answer?.expertises.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Nothing({ state }: { state: AlertsPlace["state"] }) {
  if (state === "ended") return <Empty title="No alert is over yet." />;
  return (
    <Empty title="Nothing needs to be looked at.">
      <p>It is looked for after each analysis: spaces that lost their answerer, questions that pile up, and more.</p>
    </Empty>
  );
}
