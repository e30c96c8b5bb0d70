import { standingDecisions } from "@groundswell/model";
import { type AwardeeRow, findPersons, listAwards, readDecisions, type Store } from "@groundswell/store";
import { type LinkAnswer, linksOf } from "./identities.ts";
import { countProposals } from "./proposals.ts";

export type AwardeesQuestion = {
  /** Awards of one expertise, as the file writes it, in any case; null for all. */
  expertise: string | null;
  /** null for both. */
  status: "current" | "alumnus" | null;
  /** Only awardees of whom no account is known. */
  unmatched: boolean;
  /** The instant at which awards hold or have ended. */
  now: Date;
};

/** One award and whom it was given. An awardee of several awards comes as often. */
export type AwardeeAnswer = {
  name: string | null;
  /** The account that stands for the awardee, as `platform:id`. */
  account: string;
  /** Null where no account is known of the awardee. */
  person: number | null;
  /** Where the person's other accounts are. */
  platforms: string[];
  expertise: string;
  /** ISO days; null is unknown, or open. */
  awardedOn: string | null;
  endedOn: string | null;
  status: "current" | "alumnus";
  /** The file that tells it. */
  registry: string;
  /** What stands of evidence and decisions about the account. */
  links: LinkAnswer[];
  /** How many other persons wait for a decision whether they are this one. */
  proposals: number;
};

export type AwardeesAnswer = { awardees: AwardeeAnswer[] };

/** Who was recognised, for what and when, and which accounts are theirs, with the evidence. */
export async function answerAwardees(store: Store, question: AwardeesQuestion): Promise<AwardeesAnswer> {
  const { expertise, status, unmatched, now } = question;
  const isAsked = (award: AwardeeRow) =>
    (expertise === null || award.expertise.toLowerCase() === expertise.toLowerCase()) &&
    (status === null || award.status === status);
  const awards = (await listAwards(store.pool, now)).filter(isAsked);
  const persons = await findPersons(store, [...new Set(awards.map(({ person }) => person))]);
  const decisions = standingDecisions(await readDecisions(store.pool));
  const links = await linksOf(store, [...new Set(awards.map(({ account }) => account))], decisions);
  const byAccount = new Map<number, LinkAnswer[]>();
  for (const { a, b, ...link } of links)
    for (const { id } of [a, b]) byAccount.set(id, [...(byAccount.get(id) ?? []), { ...link, a: a.key, b: b.key }]);
  const waiting = await countProposals(store, now);
  const answers = awards.map(({ account, platformId, person, ...award }): AwardeeAnswer => {
    const others = persons.get(person)?.accounts.filter(({ platform }) => platform !== "awardees") ?? [];
    return {
      name: award.name,
      account: `awardees:${platformId}`,
      person: others.length > 0 ? person : null,
      platforms: [...new Set(others.map(({ platform }) => platform))],
      expertise: award.expertise,
      awardedOn: award.awardedOn,
      endedOn: award.endedOn,
      status: award.status,
      registry: award.registry,
      links: byAccount.get(account) ?? [],
      proposals: waiting.get(person) ?? 0,
    };
  });
  return { awardees: unmatched ? answers.filter(({ person }) => person === null) : answers };
}
