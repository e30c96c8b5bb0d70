import { printTeamsCard } from "@groundswell/reports";
import type { ReportContext } from "../context.ts";
import type { Outcome, Parcel } from "../parcel.ts";
import { post } from "./post.ts";

/** Posts a card to an incoming webhook of Microsoft Teams, of a workflow or of the connectors before them. */
export async function sendTeams(context: ReportContext, parcel: Parcel): Promise<Outcome> {
  const body = JSON.stringify(printTeamsCard(parcel.issues[0], parcel.links));
  // The connectors answer 200 also where Teams did not take it, and say so in words.
  return post(context, parcel, { body }, (said) => (/delivery failed/i.test(said) ? said : null));
}
