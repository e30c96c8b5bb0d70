import { ConfigError } from "@groundswell/model";
import { type DataReportAnswer, dataReportAnswer } from "@groundswell/reports";
import {
  accountNamed,
  addDataReport,
  type DataReport,
  membersOf,
  resolveDataReport,
  signalNamed,
  type Transaction,
  whileLinking,
  writeAudit,
} from "@groundswell/store";
import type { CandidacyContext } from "./candidacy-act.ts";

const mostText = 1000;

/**
 * Keeps that something in the data is wrong: a signal (`platform:kind:id`), an account (`platform:id`), a person (its number) or the
 * link of two accounts.
 * @throws ConfigError where nothing is called so
 */
export async function reportWrongData(
  { store, now, actor }: CandidacyContext,
  what: readonly string[],
  why: string,
): Promise<DataReportAnswer> {
  const text = checkText(why, "what is wrong");
  return whileLinking(store, async (client) => {
    const subject = await findSubject(client, what);
    const report = await addDataReport(client, { ...subject, why: text, reportedBy: actor, reportedAt: now() });
    await audit(client, report, "report");
    return dataReportAnswer(report);
  });
}

/**
 * Closes a report with what was done about it.
 * @throws ConfigError where no open report has that number
 */
export async function resolveWrongData(
  { store, now, actor }: CandidacyContext,
  id: number,
  resolution: string,
): Promise<DataReportAnswer> {
  const text = checkText(resolution, "what was done");
  return whileLinking(store, async (client) => {
    const report = await resolveDataReport(client, id, { resolution: text, by: actor, at: now() });
    if (!report)
      throw new ConfigError(`There is no open report ${id}: "groundswell wrong-data list" shows those that are.`);
    await audit(client, report, "resolve");
    return dataReportAnswer(report);
  });
}

type Subject = Pick<DataReport, "kind" | "subject" | "signalId" | "accountId" | "otherAccountId">;

async function findSubject(client: Transaction, what: readonly string[]): Promise<Subject> {
  const none = { signalId: null, accountId: null, otherAccountId: null };
  const [first = "", second, more] = what;
  if (more !== undefined) throw new ConfigError("Name one thing, or the two accounts of a link.");
  if (second !== undefined) {
    const [a, b] = [await accountNamed(client, first), await accountNamed(client, second)];
    if (!a || !b)
      throw new ConfigError(`There is no account ${a ? second : first}: name a link by two accounts as platform:id.`);
    return { ...none, kind: "link", subject: `${a.key} and ${b.key}`, accountId: a.id, otherAccountId: b.id };
  }
  if (/^\d{1,15}$/.test(first)) {
    const [member] = await membersOf(client, [Number(first)]);
    if (!member)
      throw new ConfigError(`There is no person ${first}: "groundswell candidates --json" shows the numbers.`);
    return { ...none, kind: "person", subject: first, accountId: member.id };
  }
  const signal = await signalNamed(client, first);
  if (signal) return { ...none, kind: "signal", subject: first, signalId: signal.id };
  const account = await accountNamed(client, first);
  if (account) return { ...none, kind: "account", subject: account.key, accountId: account.id };
  throw new ConfigError(
    `Nothing is called "${first}": name a signal as platform:kind:id, an account as platform:id, a person by number, or the two accounts of a link.`,
  );
}

function checkText(text: string, what: string): string {
  const kept = text.trim();
  if (kept === "" || kept.length > mostText)
    throw new ConfigError(`Say ${what} in 1 to ${mostText} characters; these are ${kept.length}.`);
  return kept;
}

async function audit(client: Transaction, report: DataReport, done: "report" | "resolve"): Promise<void> {
  await writeAudit(client, {
    at: report.resolvedAt ?? report.reportedAt,
    actor: report.resolvedBy ?? report.reportedBy,
    action: `wrong-data ${done}`,
    subject: `${report.kind} ${report.subject}`,
    detail: { report: report.id },
  });
}
