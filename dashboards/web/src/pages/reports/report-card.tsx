import { Link } from "@tanstack/react-router";
import { Instant } from "../../parts/instant.tsx";
import { WindowWords } from "./edition-line.tsx";
import type { Report } from "./reports-page.tsx";

type ReportCardProps = { report: Report; onSchedule: () => void; onSubscribe: () => void };

/** One report: to whom it says what, its newest edition, when the next is due, and what can be done. */
export function ReportCard({ report, onSchedule, onSubscribe }: ReportCardProps) {
  const { name, title, about, latest, next, maySchedule } = report;
  return (
    <li className="panel report-card">
      <h2>{title}</h2>
      <p className="aside">{about}</p>
      {latest === null ? (
        <p className="aside">None has been issued yet.</p>
      ) : (
        <p>
          <Link to="/reports/$edition" params={{ edition: String(latest.id) }}>
            {latest.insight}
          </Link>{" "}
          <small>
            <WindowWords edition={latest} />
          </small>
        </p>
      )}
      <p className="aside report-next">
        {next === null ? (
          "It is on no schedule."
        ) : (
          <>
            The next is due <Instant at={next} />
          </>
        )}
      </p>
      <p className="deeds">
        <Link to="/reports/preview" search={{ report: name }} className="deed" preload={false}>
          Preview<span className="hidden">: {title}</span>
        </Link>
        {maySchedule && (
          <button type="button" onClick={onSchedule}>
            Schedule…<span className="hidden"> {title}</span>
          </button>
        )}
        <button type="button" onClick={onSubscribe}>
          Subscribe…<span className="hidden"> to {title}</span>
        </button>
      </p>
    </li>
  );
}
