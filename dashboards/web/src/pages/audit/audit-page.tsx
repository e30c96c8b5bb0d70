import type { Answer } from "@groundswell/server";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { formText } from "../../frame/entry-frame.tsx";
import { PageHead } from "../../frame/page-head.tsx";
import { TextField } from "../../parts/fields.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Turns } from "../../parts/turns.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { type AuditPlace, auditPath, firstAuditPlace } from "../../place-operation.ts";
import { useAnswer } from "../../use-answer.ts";
import { sayDetail } from "./say-detail.ts";

type Entry = Answer["AuditAnswer"]["entries"][number];

/** Who did what to whom, newest first. What it is narrowed by stands in the address. */
export function AuditPage() {
  const place = useSearch({ from: "/signed-in/administration/audit" });
  const asked = useAnswer<Answer["AuditAnswer"]>(auditPath(place));
  const isNarrowed = Object.entries(place).some(([name, value]) => name !== "before" && value !== "");
  return (
    <>
      <PageHead title="Audit log" />
      <section className="panel" aria-label="Audit log">
        <Filters key={JSON.stringify({ ...place, before: "" })} place={place} />
        <Answered asked={asked} what="the audit log" lines={16}>
          {({ entries, next }) => (
            <>
              {entries.length === 0 ? (
                <Empty title={isNarrowed ? "Nothing of that kind has been done." : "Nothing has been done yet."}>
                  {isNarrowed && (
                    <p>
                      <Link to="/administration/audit" search={firstAuditPlace}>
                        Show everything
                      </Link>
                    </p>
                  )}
                </Empty>
              ) : (
                <Entries entries={entries} />
              )}
              <Turns
                label="Pages of the audit log"
                newest={place.before === "" ? null : { to: "/administration/audit", search: { ...place, before: "" } }}
                older={
                  next === null ? null : { to: "/administration/audit", search: { ...place, before: String(next) } }
                }
              />
            </>
          )}
        </Answered>
      </section>
    </>
  );
}

function Filters({ place }: { place: AuditPlace }) {
  const navigate = useNavigate({ from: "/administration/audit" });
  return (
    <search>
      <form
        className="asking"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const read = (name: keyof AuditPlace) => formText(form, name).trim();
          const next = { subject: read("subject"), actor: read("actor"), action: read("action"), from: read("from") };
          void navigate({ search: { ...next, to: read("to"), before: "" }, resetScroll: false });
        }}
      >
        <TextField label="Who" name="actor" type="search" required={false} defaultValue={place.actor} />
        <TextField label="Did" name="action" type="search" required={false} defaultValue={place.action} />
        <TextField label="To whom or what" name="subject" type="search" required={false} defaultValue={place.subject} />
        <TextField label="From day" name="from" type="date" required={false} defaultValue={place.from} />
        <TextField label="Up to day" name="to" type="date" required={false} defaultValue={place.to} />
        <button type="submit" className="strong">
          Show
        </button>
      </form>
      <p className="aside">Parts of words will do. Days are in UTC.</p>
    </search>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <WideFrame label="Entries, newest first">
      <table className="data audit">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">To</th>
            <th scope="col" className="wide">
              With
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, actor, action, subject, detail }) => (
            <tr key={id}>
              <td>
                <Instant at={at} />
              </td>
              <th scope="row">{actor}</th>
              <td>
                <code>{action}</code>
              </td>
              <td>{subject}</td>
              <td className="wide">
                <small>{sayDetail(detail)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}
