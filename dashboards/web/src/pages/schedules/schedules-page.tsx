import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { ScheduleCard } from "./schedule-card.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";

/** When which report is due. */
export function SchedulesPage() {
  const asked = useAnswer<Answer["SchedulesAnswer"]>("/api/schedules");
  const { answer: known } = useAnswer<Answer["ReportsAnswer"]>("/api/reports");
  const [adds, setAdds] = useState(false);
  const own = known?.reports.filter(({ maySchedule }) => maySchedule) ?? [];
  return (
    <>
      <PageHead title="Schedules">
        {own[0] && (
          <button type="button" className="button" onClick={() => setAdds(true)}>
            Schedule a report
          </button>
        )}
      </PageHead>
      <p className="aside">
        A report is only of a window that is over. When the server was down at the time, the latest window is issued
        once it is up again, and earlier ones are not.
      </p>
      <Answered asked={asked} what="the schedules" lines={10}>
        {({ schedules }) =>
          schedules.length === 0 ? (
            <Empty title="No report is on a schedule.">
              <p>Preview a report, and schedule it when it says what you need.</p>
            </Empty>
          ) : (
            <ul className="schedules">
              {schedules.map((schedule) => (
                <ScheduleCard key={schedule.id} schedule={schedule} />
              ))}
            </ul>
          )
        }
      </Answered>
      {adds && own[0] && (
        <ScheduleDialog reports={own} first={{ report: own[0].name }} onClose={() => setAdds(false)} />
      )}
    </>
  );
}
