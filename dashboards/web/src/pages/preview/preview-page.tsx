import type { ReportDocument } from "@groundswell/reports";
import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { formText } from "../../frame/entry-frame.tsx";
import { PageHead } from "../../frame/page-head.tsx";
import { utcDay } from "../../parts/format.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { type PreviewPlace, readPreviewPlace } from "../../place-reports.ts";
import { useAnswer } from "../../use-answer.ts";
import { ReportView } from "../edition/report-view.tsx";
import type { Report } from "../reports/reports-page.tsx";
import { ScheduleDialog } from "../schedules/schedule-dialog.tsx";
import { PreviewFiles } from "./preview-files.tsx";
import { PreviewForm } from "./preview-form.tsx";
import { previewBody, usePreview } from "./use-preview.ts";

type Known = { reports: Report[]; expertises: ExpertisesAnswer["expertises"] };

/** What a report would say if it were issued now, or had been on another day. Nothing is kept and nobody is sent anything. */
export function PreviewPage() {
  const reports = useAnswer<Answer["ReportsAnswer"]>("/api/reports");
  const expertises = useAnswer<ExpertisesAnswer>("/api/expertises");
  return (
    <>
      <p className="way-back">
        <Link to="/reports">All reports</Link>
      </p>
      <PageHead title="Preview of a report" />
      <Answered asked={reports} what="the reports" lines={20}>
        {(known) => (
          <Answered asked={expertises} what="the expertises" lines={20}>
            {(all) => <Preview known={{ reports: known.reports, expertises: all.expertises }} />}
          </Answered>
        )}
      </Answered>
    </>
  );
}

function Preview({ known }: { known: Known }) {
  const place = useSearch({ from: "/signed-in/reports/preview" });
  const navigate = useNavigate({ from: "/reports/preview" });
  const report = known.reports.find(({ name }) => name === place.report) ?? known.reports[0];
  if (!report) return <Empty title="There is no report for you to preview." />;
  const first = known.expertises.find(({ slug }) => slug === place.expertise) ?? known.expertises[0];
  const of = report.of === "all" ? "" : (first?.slug ?? "");
  const whole: PreviewPlace = { ...place, report: report.name, expertise: of };
  const choose = (form: FormData) =>
    void navigate({
      search: readPreviewPlace(
        Object.fromEntries(["report", "expertise", "cadence", "asOf"].map((name) => [name, formText(form, name)])),
      ),
      resetScroll: false,
    });
  return (
    <>
      <section className="panel" aria-label="What is previewed">
        <PreviewForm key={JSON.stringify(whole)} place={whole} {...known} onChoose={choose} />
      </section>
      <Previewed key={JSON.stringify(previewBody(whole))} place={whole} report={report} reports={known.reports} />
    </>
  );
}

type PreviewedProps = { place: PreviewPlace; report: Report; reports: Report[] };

function Previewed({ place, report, reports }: PreviewedProps) {
  const [schedules, setSchedules] = useState(false);
  const asked = usePreview(place);
  return (
    <Answered asked={asked} what={`the report “${report.title}”`} lines={20}>
      {({ document, window }) =>
        document === null ? (
          <Empty title="It has nothing to say.">
            <p>
              Of {utcDay(window.from)} up to {utcDay(window.to)} nobody would be sent anything.
            </p>
          </Empty>
        ) : (
          <>
            <PreviewHead document={document} place={place}>
              {report.maySchedule && (
                <button type="button" onClick={() => setSchedules(true)}>
                  Schedule it…
                </button>
              )}
            </PreviewHead>
            <ReportView document={document} />
            {schedules && (
              <ScheduleDialog
                reports={reports}
                first={{ report: report.name, expertise: place.expertise }}
                onClose={() => setSchedules(false)}
              />
            )}
          </>
        )
      }
    </Answered>
  );
}

type PreviewHeadProps = { document: ReportDocument; place: PreviewPlace; children: ReactNode };

function PreviewHead({ document, place, children }: PreviewHeadProps) {
  return (
    <div className="preview-head">
      <p className="notice-title">{document.title}</p>
      <p className="aside">
        Of {utcDay(document.window.from)} up to {utcDay(document.window.to)}. This is a preview: it is not kept, and
        nobody is sent it.
      </p>
      <div className="deeds">
        <PreviewFiles place={place} />
        {children}
      </div>
    </div>
  );
}
