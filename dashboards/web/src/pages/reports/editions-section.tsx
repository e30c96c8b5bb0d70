import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { formText } from "../../frame/entry-frame.tsx";
import { SelectField, TextField } from "../../parts/fields.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { Turns } from "../../parts/turns.tsx";
import { editionsPath, firstReportsPlace, type ReportsPlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { EditionLine } from "./edition-line.tsx";
import type { Report } from "./reports-page.tsx";

const pageSize = 20;

/** What was issued, the newest first. What it is narrowed by stands in the address. */
export function EditionsSection({ reports }: { reports: readonly Report[] }) {
  const place = useSearch({ from: "/signed-in/reports/" });
  const asked = useAnswer<Answer["EditionsAnswer"]>(editionsPath(place, pageSize));
  const isNarrowed = place.report !== "" || place.expertise !== "" || place.search !== "";
  return (
    <section className="panel" aria-labelledby="editions">
      <h2 id="editions">
        <Term word="edition">Editions</Term>
      </h2>
      <Filters key={JSON.stringify({ ...place, after: 0 })} place={place} reports={reports} />
      <Answered asked={asked} what="the editions" lines={12}>
        {({ editions, next }) => (
          <>
            {editions.length === 0 ? <Nothing isNarrowed={isNarrowed} /> : null}
            <ol className="editions">
              {editions.map((edition) => (
                <EditionLine key={edition.id} edition={edition} />
              ))}
            </ol>
            <Turns
              label="Pages of editions"
              newest={place.after === 0 ? null : { to: "/reports", search: { ...place, after: 0 } }}
              older={next === null ? null : { to: "/reports", search: { ...place, after: next } }}
            />
          </>
        )}
      </Answered>
    </section>
  );
}

function Filters({ place, reports }: { place: ReportsPlace; reports: readonly Report[] }) {
  const navigate = useNavigate({ from: "/reports" });
  const { answer } = useAnswer<ExpertisesAnswer>("/api/expertises");
  if (answer === null) return <div className="asking-place" />;
  return (
    <search>
      <form
        className="asking"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const read = (name: keyof ReportsPlace) => formText(form, name).trim();
          const next = { report: read("report"), expertise: read("expertise"), search: read("search"), after: 0 };
          void navigate({ search: next, resetScroll: false });
        }}
      >
        <TextField
          label="Says"
          name="search"
          type="search"
          required={false}
          defaultValue={place.search}
          maxLength={200}
        />
        <SelectField
          label="Report"
          name="report"
          first={place.report}
          choices={[{ value: "", label: "All" }, ...reports.map(({ name, title }) => ({ value: name, label: title }))]}
        />
        <SelectField
          label="Expertise"
          name="expertise"
          first={place.expertise}
          choices={[
            { value: "", label: "All" },
            ...answer.expertises.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
        />
        <button type="submit" className="strong">
          Show
        </button>
      </form>
    </search>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  if (!isNarrowed)
    return (
      <Empty title="Nothing has been issued yet.">
        <p>A report that is on a schedule is issued when it is due; preview one to see what it would say.</p>
      </Empty>
    );
  return (
    <Empty title="No edition says that.">
      <p>
        <Link to="/reports" search={firstReportsPlace}>
          Show all editions
        </Link>
      </p>
    </Empty>
  );
}
