import type { Answer } from "@groundswell/server";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { PageHead } from "../../frame/page-head.tsx";
import { utcDay } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { CopyButton } from "../../parts/sentence.tsx";
import { Answered } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { editionsPath, firstReportsPlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { CompareSection } from "./compare-section.tsx";
import { type EditionHead, newerThan } from "./edition-order.ts";
import { ReportView, Sentences } from "./report-view.tsx";

const files = [
  { format: "html", label: "HTML" },
  { format: "markdown", label: "Markdown" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
] as const;

/** A report of one window as it was issued. */
export function EditionPage() {
  const { edition: id } = useParams({ from: "/signed-in/reports/$edition" });
  const asked = useAnswer<Answer["EditionAnswer"]>(`/api/editions/${encodeURIComponent(id)}`);
  // While another edition is on its way, its page has no title yet.
  const title = asked.answer !== null && String(asked.answer.edition.id) === id ? asked.answer.document.title : null;
  return (
    <>
      <p className="way-back unprinted">
        <Link to="/reports">All editions</Link>
      </p>
      <PageHead title={title ?? `Edition ${id}`}>{title !== null && <Files id={id} />}</PageHead>
      <Answered asked={asked} what="the edition" lines={20}>
        {(answer) => <Edition key={answer.edition.id} answer={answer} />}
      </Answered>
    </>
  );
}

function Files({ id }: { id: string }) {
  return (
    <p className="deeds unprinted files">
      {files.map(({ format, label }) => (
        <a key={format} className="deed" href={`/api/editions/${id}/file?format=${format}`} download>
          {label}
        </a>
      ))}
      <button type="button" onClick={() => window.print()}>
        Print
      </button>
    </p>
  );
}

function Edition({ answer }: { answer: Answer["EditionAnswer"] }) {
  const { edition, document, revisions, before } = answer;
  const { with: chosen } = useSearch({ from: "/signed-in/reports/$edition" });
  const place = { ...firstReportsPlace, report: edition.report, expertise: edition.expertise ?? "" };
  const { answer: others } = useAnswer<Answer["EditionsAnswer"]>(editionsPath(place, 100));
  return (
    <>
      <p className="aside">
        <Term word="edition">Edition</Term> {edition.id} of {utcDay(edition.window.from)} up to{" "}
        {utcDay(edition.window.to)}, issued <Instant at={edition.builtAt} />
      </p>
      <p className="edition-ways unprinted">
        {before !== null && (
          <Link to="/reports/$edition" params={{ edition: String(before) }}>
            The window before
          </Link>
        )}
        <Newer edition={edition} others={others?.editions ?? []} />
      </p>
      <Revision edition={edition} revisions={revisions} />
      <ReportView document={document} />
      <CompareSection edition={edition} others={others?.editions ?? []} chosen={chosen} />
      <div className="unprinted">
        <CopyButton text={`${window.location.origin}/reports/${edition.id}`} what="link" />
      </div>
    </>
  );
}

function Newer({ edition, others }: { edition: EditionHead; others: readonly EditionHead[] }) {
  const newer = newerThan(edition, others);
  if (newer === null) return null;
  return (
    <Link to="/reports/$edition" params={{ edition: String(newer.id) }}>
      The newest, of {utcDay(newer.window.from)} up to {utcDay(newer.window.to)}
    </Link>
  );
}

/** What late data changed, and where the others of the same window are. */
function Revision({ edition, revisions }: Pick<Answer["EditionAnswer"], "edition" | "revisions">) {
  const last = revisions.at(-1);
  const earlier = revisions.findLast(({ revision }) => revision < edition.revision);
  return (
    <>
      {last !== undefined && last.revision > edition.revision && (
        <p className="caveat">
          Data arrived late, and{" "}
          <Link to="/reports/$edition" params={{ edition: String(last.id) }}>
            revision {last.revision}
          </Link>{" "}
          replaces this.
        </p>
      )}
      {edition.revision > 1 && (
        <section className="notice revision" aria-label="Revision">
          <p className="notice-title">
            This is revision {edition.revision}: data arrived late, and it replaces what was said before.
          </p>
          <Sentences of={edition.revised} />
          {earlier !== undefined && (
            <p className="unprinted">
              <Link to="/reports/$edition" params={{ edition: String(earlier.id) }}>
                {earlier.revision === 1 ? "What was said first" : `Revision ${earlier.revision}`}
              </Link>
              , issued <Instant at={earlier.builtAt} />
            </p>
          )}
        </section>
      )}
    </>
  );
}
