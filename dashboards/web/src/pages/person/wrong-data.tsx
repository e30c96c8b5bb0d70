import type { DataReportAnswer, WrongDataMark } from "@groundswell/reports";
import { actFor } from "../../ask.ts";
import { allAbout, expertisePath, useExpertise } from "../../frame/expertise.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { useAction } from "../../use-action.ts";

/** What somebody says is wrong, in the words of the API, and what it is called. */
export type Wrong = {
  about:
    | { kind: "person" }
    | { kind: "account"; account: string }
    | { kind: "signal"; signal: string }
    | { kind: "link"; a: string; b: string };
  what: string;
};

type ReportDialogProps = { person: number; wrong: Wrong; onClose: () => void };

/** Asks what is wrong, and reports it. */
export function ReportDialog({ person, wrong, onClose }: ReportDialogProps) {
  const expertise = useExpertise();
  const path = expertisePath(expertise, `people/${person}/wrong-data`);
  const report = useAction(
    (why: string) => actFor<DataReportAnswer>(path, { about: wrong.about, why }),
    allAbout(expertise),
  );
  return (
    <ReasonDialog
      title="Report wrong data"
      effect={`It marks “${wrong.what}” wherever it is shown until somebody has looked at it, and changes no score by itself.`}
      deed="Report"
      ask="What is wrong, and how it is really"
      onClose={onClose}
      onDo={report.mutateAsync}
    />
  );
}

type ResolveDialogProps = { person: number; mark: WrongDataMark; onClose: () => void };

/** Asks what was done about a report, and closes it. */
export function ResolveDialog({ person, mark, onClose }: ResolveDialogProps) {
  const expertise = useExpertise();
  const path = expertisePath(expertise, `people/${person}/wrong-data/${mark.report}/resolution`);
  const resolve = useAction(
    (resolution: string) => actFor<DataReportAnswer>(path, { resolution }),
    allAbout(expertise),
  );
  return (
    <ReasonDialog
      title={`Resolve report ${mark.report}`}
      effect={`“${mark.why}” is marked no more. What was reported and what was done about it stay in the audit log; who still finds it wrong reports it again.`}
      deed="Resolve"
      ask="What was done about it"
      onClose={onClose}
      onDo={resolve.mutateAsync}
    />
  );
}
