import { type DataReport, type OpenMark, readDataReports, type Store } from "@groundswell/store";

export type DataReportAnswer = Omit<
  DataReport,
  "signalId" | "accountId" | "otherAccountId" | "reportedAt" | "resolvedAt"
> & { reportedAt: string; resolvedAt: string | null };

export type DataReportsAnswer = { reports: DataReportAnswer[] };

/** An open report as it marks what it is about. */
export type WrongDataMark = { report: number; subject: string; why: string; at: string };

/** What people say is wrong, the newest first: what is open, or all. */
export async function answerDataReports(store: Store, which: "open" | "all"): Promise<DataReportsAnswer> {
  return { reports: (await readDataReports(store.pool, which)).map(dataReportAnswer) };
}

/** A report as it is printed. */
export function dataReportAnswer(report: DataReport): DataReportAnswer {
  const { signalId: _, accountId: __, otherAccountId: ___, reportedAt, resolvedAt, ...said } = report;
  return { ...said, reportedAt: reportedAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
}

/** The marks on a person: on an account, the person or a link; those on single items are with the items. */
export function marksOnPerson(marks: readonly OpenMark[], person: number): WrongDataMark[] {
  return marks.filter((mark) => mark.signal === null && mark.persons.includes(person)).map(shown);
}

/** The marks that name nobody else than some persons: that of a link names both of its ends. */
export function marksAmong(marks: readonly OpenMark[], persons: ReadonlySet<number>): OpenMark[] {
  return marks.filter((mark) => mark.persons.every((person) => persons.has(person)));
}

/** The marks on one item, found by its kind, instant and address: that is all that an item shows of itself. */
export function marksOnItem(
  marks: readonly OpenMark[],
  item: { kind: string; url: string | null; occurredAt: string },
): WrongDataMark[] {
  return marks
    .filter(
      ({ signal }) =>
        signal?.kind === item.kind && signal.url === item.url && signal.occurredAt.toISOString() === item.occurredAt,
    )
    .map(shown);
}

function shown({ report, subject, why, at }: OpenMark): WrongDataMark {
  return { report, subject, why, at: at.toISOString() };
}
