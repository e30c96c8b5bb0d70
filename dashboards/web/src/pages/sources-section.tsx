import type { StatusAnswer } from "@groundswell/reports";
import { counted, number, unknown } from "../parts/format.ts";
import { Instant } from "../parts/instant.tsx";
import { Empty, Failure, Loading } from "../parts/states.tsx";
import { useAnswer } from "../use-answer.ts";

type Source = StatusAnswer["sources"][number];

const stateMeanings: Record<string, string> = {
  new: "not read yet",
  ok: "read",
  waiting: "waiting, as its host asked",
  failing: "failing, tried again",
  refused: "refused, stopped",
  paused: "paused",
};
const troubled = ["failing", "refused"];

/** What everything above was read from, and how each source stands. */
export function SourcesSection() {
  const { answer, failure, loading, again } = useAnswer<StatusAnswer>("/api/status");
  return (
    <section className="panel" aria-label="Sources" aria-busy={loading}>
      {failure && <Failure message={failure} again={again} />}
      {!answer && loading && <Loading what="the sources" lines={4} />}
      {answer && <Totals answer={answer} />}
      {answer && answer.sources.length === 0 && (
        <Empty title="There is no source yet.">
          <p>
            Name sources in a catalogue, or load a file: <code>groundswell import signals FILE --expertise NAME</code>
          </p>
        </Empty>
      )}
      {answer && answer.sources.length > 0 && <SourcesTable sources={answer.sources} />}
    </section>
  );
}

function Totals({ answer }: { answer: StatusAnswer }) {
  const { store, jobs } = answer;
  const failed = Object.values(jobs).reduce((sum, counts) => sum + counts.failed, 0);
  const waiting = Object.values(jobs).reduce((sum, counts) => sum + counts.waiting + counts.active, 0);
  return (
    <p className="aside">
      {counted(store.signals, "signal")} from {counted(store.accounts, "account")} are kept.{" "}
      {store.setAside > 0 &&
        `${counted(store.setAside, "record")} could not be read and ${store.setAside === 1 ? "is" : "are"} set aside. `}
      {answer.queue && `${counted(waiting, "job")} in hand, ${number(failed)} failed for good.`}
    </p>
  );
}

function SourcesTable({ sources }: { sources: Source[] }) {
  const worstFirst = [...sources].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return (
    <table className="sources">
      <caption className="hidden">Sources, those in trouble first</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col" className="number wide">
            Signals
          </th>
          <th scope="col">Last success</th>
          <th scope="col" className="wide">
            Next
          </th>
        </tr>
      </thead>
      {worstFirst.map((source) => (
        <tbody key={source.id} className={`state-${source.state}`}>
          <tr>
            <th scope="row">
              {source.id} <small>{source.connector}</small>
            </th>
            <td>
              <span className="state">{stateMeanings[source.state] ?? source.state}</span>
            </td>
            <td className="number wide">{number(source.signals)}</td>
            <td>{source.lastSuccess ? <Instant at={source.lastSuccess} /> : "never"}</td>
            <td className="wide">{source.nextRun ? <Instant at={source.nextRun} /> : unknown}</td>
          </tr>
          {source.lastError && (
            <tr className="error">
              <td colSpan={5}>{source.lastError}</td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

function rank(source: Source): number {
  return troubled.includes(source.state) ? 0 : source.lastError ? 1 : 2;
}
