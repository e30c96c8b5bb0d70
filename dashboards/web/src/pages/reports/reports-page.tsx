import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { ScheduleDialog } from "../schedules/schedule-dialog.tsx";
import { SubscribeDialog } from "../subscriptions/subscribe-dialog.tsx";
import { EditionsSection } from "./editions-section.tsx";
import { ReportCard } from "./report-card.tsx";

export type Report = Answer["ReportsAnswer"]["reports"][number];
type Opened = { deed: "schedule" | "subscribe"; report: Report };

/** Which reports there are, and what was issued. */
export function ReportsPage() {
  const asked = useAnswer<Answer["ReportsAnswer"]>("/api/reports");
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <PageHead title="Reports" />
      <Answered asked={asked} what="the reports" lines={24}>
        {({ reports, channels }) =>
          reports.length === 0 ? (
            <Empty title="There is no report for you to read.">
              <p>An admin of this server grants what reports are about to you.</p>
            </Empty>
          ) : (
            <>
              <ul className="report-cards">
                {reports.map((report) => (
                  <ReportCard
                    key={report.name}
                    report={report}
                    onSchedule={() => setOpened({ deed: "schedule", report })}
                    onSubscribe={() => setOpened({ deed: "subscribe", report })}
                  />
                ))}
              </ul>
              <EditionsSection reports={reports} />
              {opened?.deed === "schedule" && (
                <ScheduleDialog reports={reports} first={{ report: opened.report.name }} onClose={close} />
              )}
              {opened?.deed === "subscribe" && (
                <SubscribeDialog
                  reports={reports}
                  channels={channels}
                  first={{ report: opened.report.name }}
                  onClose={close}
                />
              )}
            </>
          )
        }
      </Answered>
    </>
  );
}
