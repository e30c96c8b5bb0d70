import { printSlackBlocks } from "@groundswell/reports";
import type { ReportContext } from "../context.ts";
import type { Outcome, Parcel } from "../parcel.ts";
import { post } from "./post.ts";

/** Posts blocks to an incoming webhook of Slack. */
export async function sendSlack(context: ReportContext, parcel: Parcel): Promise<Outcome> {
  return post(context, parcel, { body: JSON.stringify(printSlackBlocks(parcel.issues[0], parcel.links)) });
}
