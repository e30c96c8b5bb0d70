import type { Answer } from "@groundswell/server";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay, useMe } from "../../me.ts";
import { number } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { LiveNow } from "../../parts/live-now.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { useAnswer } from "../../use-answer.ts";
import { DeadLetters } from "./dead-letters.tsx";

type Queues = Answer["QueuesAnswer"]["queues"];

const abouts: Record<string, string> = {
  collect: "reads one source",
  replay: "maps kept pages again",
  analyse: "makes a run of one expertise",
  deliver: "tells webhooks what happened",
};

const kinds: Record<string, string> = { embedded: "the embedded store", postgres: "PostgreSQL", redis: "Redis" };

/** Jobs by state, what begins them, and those that failed for good. */
export function QueuesPage() {
  const asked = useAnswer<Answer["QueuesAnswer"]>("/api/queues");
  const mayRetry = useMay("write", "operation", null);
  // The board is no page of ours: it asks for the session of an admin by itself.
  const mayBoard = useMay("read", "administration", null);
  const { asker } = useMe();
  return (
    <>
      <PageHead title="Queues">
        {mayBoard && asker.via === "session" && (
          <a href="/api/queues/board" target="_blank" rel="noopener" className="button">
            Look at single jobs<span className="hidden"> in Bull Board, in a new tab</span>
          </a>
        )}
      </PageHead>
      <LiveNow />
      <Answered asked={asked} what="the queues" lines={14}>
        {({ queues }) => (
          <>
            <section className="panel" aria-label="Jobs">
              <h2>Jobs</h2>
              <Counts queues={queues} />
            </section>
            <section className="panel" aria-label="Failed for good">
              <h2>Failed for good</h2>
              <DeadLetters letters={queues.deadLetters} mayRetry={mayRetry} />
            </section>
            <section className="panel" aria-label="Schedules">
              <h2>Schedules</h2>
              <Schedules queues={queues} />
            </section>
          </>
        )}
      </Answered>
    </>
  );
}

function Counts({ queues }: { queues: Queues }) {
  return (
    <>
      <WideFrame label="Jobs by queue and state">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              {["Active", "Waiting", "Delayed", "Failed"].map((label) => (
                <th key={label} scope="col" className="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(queues.counts).map(([name, { active, waiting, delayed, failed }]) => (
              <tr key={name}>
                <th scope="row" className="names-row">
                  {name} <small>{abouts[name]}</small>
                </th>
                <td className="number">{number(active)}</td>
                <td className="number">{number(waiting)}</td>
                <td className="number">{number(delayed)}</td>
                <td className={failed > 0 ? "number said-wrong" : "number"}>{number(failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideFrame>
      <p className="aside">The queues are kept in {kinds[queues.kind] ?? queues.kind}.</p>
    </>
  );
}

function Schedules({ queues: { schedules } }: { queues: Queues }) {
  if (schedules.length === 0)
    return (
      <Empty title="Nothing begins by itself.">
        <p>Sources that are pulled have a schedule as soon as they are added.</p>
      </Empty>
    );
  const sorted = [...schedules].sort(
    (a, b) => (a.next ?? "~").localeCompare(b.next ?? "~") || (a.key < b.key ? -1 : 1),
  );
  return (
    <WideFrame label="Schedules, the next first">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Every</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ name, key, every, next, registered }) => (
            <tr key={`${name} ${key}`}>
              <th scope="row" className="names-row">
                {name} {key}
                {!registered && (
                  <small className="said-wrong">is missing in the queue: restart the server to mend it</small>
                )}
              </th>
              <td>{every}</td>
              <td>
                <Instant at={next} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}
