import { answerHistory, contributionsOf, type ProposalAnswer, printAccount, requireRun } from "@groundswell/reports";
import { accountFacts, daysOfPerson, type PersonRow, placesOf, type Store } from "@groundswell/store";
import type { Asker } from "../access.ts";
import type { ProposalPageAnswer, ProposalSide } from "../answers-people.ts";
import { seenDecisions } from "./identities-fence.ts";

/** Everything to decide one proposal by: what each of the two is and does, and what the asker may see of what was decided about their accounts before. */
export async function proposalPage(
  store: Store,
  asker: Asker,
  expertise: string,
  proposal: ProposalAnswer,
): Promise<ProposalPageAnswer> {
  const run = await requireRun(store, expertise, null);
  const window = { from: run.windowFrom, to: run.windowTo };
  const ids = proposal.persons.map(({ person }) => person);
  const facts = await accountFacts(store, ids);
  const places = await placesOf(store, ids);
  const side = async ({ person, name }: PersonRow): Promise<ProposalSide> => {
    const days = await daysOfPerson(store, { expertise, person, window });
    const { kinds, spaces } = contributionsOf(days);
    const place = places.get(person);
    return {
      ...{ person, name, region: place?.region ?? null, regionSource: place?.regionSource ?? null },
      languages: place?.languages ?? [],
      accounts: facts.filter((one) => one.person === person).map(printAccount),
      ...{ kinds, spaces, firstDay: days[0]?.day ?? null, lastDay: days.at(-1)?.day ?? null },
    };
  };
  const keys = new Set(facts.map(({ platform, id }) => `${platform}:${id}`));
  const { decisions } = await answerHistory(store, 0);
  const seen = await seenDecisions(store, asker, expertise);
  return {
    ...proposal,
    expertise,
    sides: await Promise.all(proposal.persons.map(side)),
    decisions: decisions.filter(({ id, accounts }) => seen.has(id) && accounts.some((account) => keys.has(account))),
  };
}
