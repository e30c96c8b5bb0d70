import type { SourcesAnswer, StatusAnswer } from "@groundswell/reports";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { counted } from "../../parts/format.ts";
import { LiveNow } from "../../parts/live-now.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { SourcesTable } from "./sources-table.tsx";

/** How every source stands, those in trouble first. */
export function SourcesPage() {
  const asked = useAnswer<SourcesAnswer>("/api/sources");
  const mayAdd = useMay("write", "operation", null);
  const sorting = useSearch({ from: "/signed-in/sources" });
  const navigate = useNavigate({ from: "/sources" });
  return (
    <>
      <PageHead title="Sources">
        {mayAdd && (
          <Link to="/add-source" className="button">
            Add a source
          </Link>
        )}
      </PageHead>
      <LiveNow />
      <section className="panel" aria-label="Sources">
        <Totals />
        <Answered asked={asked} what="the sources" lines={14}>
          {({ sources }) =>
            sources.length === 0 ? (
              <Empty title="There is no source yet.">
                <p>
                  {mayAdd && (
                    <>
                      <Link to="/add-source">Add one by its address</Link>, or name
                    </>
                  )}
                  {!mayAdd && "Name"} sources in a catalogue, or load a file:{" "}
                  <code>groundswell import signals FILE --expertise NAME</code>
                </p>
              </Empty>
            ) : (
              <SourcesTable
                sources={sources}
                sorting={sorting}
                onSort={(next) => void navigate({ search: next, resetScroll: false })}
              />
            )
          }
        </Answered>
      </section>
    </>
  );
}

/** What all sources have given together. Its line is there before its numbers are. */
function Totals() {
  const { answer, failure } = useAnswer<StatusAnswer>("/api/status");
  if (!answer && failure !== null) return <p className="aside">How much is kept could not be asked: {failure}</p>;
  if (!answer) return <p className="aside">Counting what is kept…</p>;
  const { signals, accounts, setAside } = answer.store;
  return (
    <p className="aside">
      {counted(signals, "signal")} from {counted(accounts, "account")} are kept.
      {setAside > 0 &&
        ` ${counted(setAside, "record")} could not be read and ${setAside === 1 ? "is" : "are"} set aside.`}
    </p>
  );
}
