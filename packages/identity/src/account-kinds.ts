import { type KindEvidence, type KindPeriod, type Organisation, without } from "@groundswell/model";
import { kindByName } from "./account-kinds-names.ts";
import { affiliationPeriods } from "./affiliation.ts";
import type { EmployerReader } from "./affiliation-text.ts";

/**
 * What an account was when, where that is not simply a person's. In its period a mark stands above everything else.
 * Several kinds can hold at once: somebody who works for two organisations, a team's account of one.
 */
export function kindsOf(
  evidence: KindEvidence,
  organisations: readonly Organisation[],
  readEmployers: EmployerReader,
): KindPeriod[] {
  const { handle, name, mark, observedAt: at } = evidence;
  const always = { from: null, until: null, at };
  const flag = (kind: KindPeriod["kind"], confidence: number, as: string): KindPeriod[] =>
    evidence[kind as "bot"]
      ? [{ ...always, kind, confidence, source: "platform", why: `is marked as ${as} by its source` }]
      : [];
  const named = evidence.bot || evidence.organisation ? null : kindByName(handle, name);
  const derived: KindPeriod[] = [
    ...flag("bot", 1, "a bot"),
    ...flag("organisation", 1, "an organisation"),
    ...(evidence.vendor ? [] : flag("staff", 0.95, "staff")),
    ...flag("vendor", 0.95, "a contractor of the vendor"),
    ...(named ? [{ ...always, ...named, source: "name", why: `is called "${name ?? handle}"` }] : []),
    ...affiliationPeriods(evidence, organisations, readEmployers),
  ];
  if (mark === null) return derived;
  const { kind, from, until, actor, reason } = mark;
  const unmarked = derived.flatMap((period) => without(period, mark));
  if (kind === "person") return unmarked;
  const why = `was marked as ${article[kind]} by ${actor}${reason === null ? "" : `: ${reason}`}`;
  return [...unmarked, { kind, from, until, why, source: "mark", confidence: 1, at: mark.at }];
}

const article = {
  staff: "staff",
  vendor: "a contractor of the vendor",
  bot: "a bot",
  organisation: "an organisation",
  shared: "a shared account",
};
