import { printReportJson } from "@groundswell/reports";
import { Webhook as Signer } from "standardwebhooks";
import type { ReportContext } from "../context.ts";
import type { Outcome, Parcel } from "../parcel.ts";
import { post } from "./post.ts";

/**
 * Posts reports as JSON, signed as Standard Webhooks says. Id and body are the same at every attempt: the receiver knows by the id what it
 * has seen.
 */
export async function sendWebhook(context: ReportContext, parcel: Parcel): Promise<Outcome> {
  const { key, at, secret, issues, links } = parcel;
  if (secret === null) return { kind: "refused", said: "The subscription has no secret to sign with: make it anew." };
  const reports = issues.map((issue) => JSON.parse(printReportJson(issue, links)));
  const body = JSON.stringify({ type: "report.issued", timestamp: at.toISOString(), data: { reports } });
  const now = context.now();
  const id = `msg_report_${key}`;
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Signer(secret).sign(id, now, body),
  };
  return post(context, parcel, { headers, body });
}
