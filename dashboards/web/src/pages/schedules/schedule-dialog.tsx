import type { Answer, ExpertisesAnswer } from "@groundswell/server";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { formText } from "../../frame/entry-frame.tsx";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { SelectField, TextField } from "../../parts/fields.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";
import { useAnswer } from "../../use-answer.ts";
import { cadenceWords } from "../preview/preview-form.tsx";
import type { Report } from "../reports/reports-page.tsx";
import { cronOf, type DayChoice, dayChoices, dayWords, readCron } from "./cron-choice.ts";
import { NextTimes } from "./next-times.tsx";
import { ownZone, ZoneField } from "./zone-field.tsx";

type Schedule = Answer["ScheduleAnswer"];
type ScheduleDialogProps = {
  reports: readonly Report[];
  first: { report: string; expertise?: string };
  onClose: () => void;
};

/** Puts a report on a schedule, with the times at which it will be due. */
export function ScheduleDialog({ reports, first, onClose }: ScheduleDialogProps) {
  const expertises = useAnswer<ExpertisesAnswer>("/api/expertises");
  const renewed = ["/api/schedules", "/api/reports"];
  const add = useAction((wanted: object) => actFor<Schedule>("/api/schedules", wanted), renewed);
  if (add.data)
    return (
      <Dialog title="It is on a schedule" onClose={onClose}>
        <p>
          {add.data.title}: {add.data.words}, {add.data.tz}.
        </p>
        <NextTimes times={add.data.next} tz={add.data.tz} />
        <p className="aside">
          Nobody is sent it unless they subscribe. <Link to="/reports/schedules">All schedules</Link>
        </p>
      </Dialog>
    );
  return (
    <Dialog title="Schedule a report" onClose={onClose}>
      <Answered asked={expertises} what="the expertises" lines={10}>
        {(known) => (
          <ScheduleForm
            reports={reports.filter(({ maySchedule }) => maySchedule)}
            expertises={known.expertises}
            first={first}
            busy={add.isPending}
            onSchedule={(wanted) => add.mutate(wanted)}
          />
        )}
      </Answered>
      <ActionState action={add} doing="Scheduling it…" done="" />
    </Dialog>
  );
}

type ScheduleFormProps = Pick<ScheduleDialogProps, "reports" | "first"> & {
  expertises: ExpertisesAnswer["expertises"];
  busy: boolean;
  onSchedule: (wanted: object) => void;
};

function ScheduleForm({ reports, first, expertises, busy, onSchedule }: ScheduleFormProps) {
  const [name, setName] = useState(first.report);
  const [tz, setTz] = useState(ownZone);
  const report = reports.find((one) => one.name === name) ?? reports[0];
  const [cron, setCron] = useState(report?.usualCron ?? "");
  if (!report) return <p>There is no report that you may schedule.</p>;
  const choose = (next: string) => {
    setName(next as typeof name);
    setCron(reports.find((one) => one.name === next)?.usualCron ?? cron);
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const expertise = report.of === "all" ? null : formText(form, "expertise");
        const cadence = formText(form, "cadence") || report.cadences[0];
        onSchedule({ report: report.name, expertise, cadence, cron, tz });
      }}
    >
      <SelectField
        label="Report"
        name="report"
        first={report.name as string}
        choices={reports.map((one) => ({ value: one.name as string, label: one.title }))}
        onChoose={choose}
      />
      {report.of === "expertise" && (
        <SelectField
          label="Expertise"
          name="expertise"
          {...(first.expertise ? { first: first.expertise } : {})}
          choices={expertises.map((one) => ({ value: one.slug, label: one.name }))}
        />
      )}
      {report.cadences.length > 1 && (
        <SelectField
          key={`cadence of ${report.name}`}
          label="Window"
          name="cadence"
          choices={report.cadences.map((cadence) => ({
            value: cadence,
            label: cadenceWords[cadence].replace("Every ", "The one that ended with the last "),
          }))}
        />
      )}
      <CronFields key={report.name} cron={cron} onCron={setCron} />
      <ZoneField onChoose={setTz} />
      <NextTimesOf cron={cron} tz={tz} />
      <button type="submit" className="strong" disabled={busy}>
        Schedule it
      </button>
    </form>
  );
}

function CronFields({ cron, onCron }: { cron: string; onCron: (cron: string) => void }) {
  const [{ days, time }, setChoice] = useState(() => readCron(cron));
  const choose = (next: { days: DayChoice; time: string }) => {
    setChoice(next);
    if (next.days !== "own") onCron(cronOf(next.days, next.time));
  };
  return (
    <>
      <SelectField
        label="Due"
        name="days"
        first={days}
        choices={dayChoices.map((value) => ({ value, label: dayWords[value] }))}
        onChoose={(next) => choose({ days: next, time })}
      />
      {days === "own" ? (
        <TextField
          label="Cron expression"
          name="cron"
          value={cron}
          maxLength={100}
          onChange={(event) => onCron(event.target.value)}
          hint="Minute, hour, day of month, month, day of week."
        />
      ) : (
        <TextField
          label="At"
          name="time"
          type="time"
          value={time}
          onChange={(event) => choose({ days, time: event.target.value })}
        />
      )}
    </>
  );
}

/** When a schedule that is being written would be due, as the server reads it. */
function NextTimesOf({ cron, tz }: { cron: string; tz: string }) {
  const path = "/api/schedules/times";
  const asked = useQuery({
    queryKey: [path, cron, tz],
    queryFn: () => actFor<Answer["ScheduleTimesAnswer"]>(path, { cron, tz }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="next-times-place" role="status">
      {asked.isError && <p className="said-wrong">{asked.error.message}</p>}
      {asked.data && !asked.isError && (
        <>
          <p>{asked.data.words}</p>
          <NextTimes times={asked.data.next} tz={tz} />
        </>
      )}
    </div>
  );
}
