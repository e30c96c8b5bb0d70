import type { BounceNote } from "@groundswell/store";
import PostalMime from "postal-mime";
import { saidBy } from "./parcel.ts";

const ourKey = /<(\d{1,15}\.(?:\d{1,15}|digest\.\d{4}-\d\d-\d\d))@[^<>\s]+>/;

/**
 * Reads a notice that a mail of ours did not arrive (RFC 3464): which mail, by the Message-ID in the headers that come back with it, and what
 * the mail server says of the address.
 * @param mail the whole notice as it arrived
 * @returns null where it is no such notice, is about no mail of ours, or says that the mail is late or has been handed on
 */
export async function readBounce(mail: Uint8Array): Promise<BounceNote | null> {
  const parsed = await PostalMime.parse(mail, { forceRfc822Attachments: true, attachmentEncoding: "utf8" }).catch(
    () => null,
  );
  if (parsed === null) return null;
  const textOf = (type: RegExp) => {
    const part = parsed.attachments.find(({ mimeType }) => type.test(mimeType));
    return typeof part?.content === "string" ? part.content : null;
  };
  const report = textOf(/^message\/(global-)?delivery-status$/);
  const returned = textOf(/^(message\/rfc822|text\/rfc822-headers|message\/global(-headers)?)$/);
  if (report === null) return null;
  const messageId = returned === null ? null : fieldOf(headOf(returned), "message-id");
  const [, messageKey] = ourKey.exec(messageId ?? parsed.inReplyTo ?? "") ?? [];
  // The first group of fields is about the message, each further one about a recipient.
  const failed = groupsOf(report).find((group) => fieldOf(group, "action")?.toLowerCase() === "failed");
  if (messageKey === undefined || failed === undefined) return null;
  const recipient = addressIn(fieldOf(failed, "original-recipient")) ?? addressIn(fieldOf(failed, "final-recipient"));
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(failed, "status") ?? "")?.[0];
  if (recipient === null || status === undefined) return null;
  const said = fieldOf(failed, "diagnostic-code")?.replace(/^[\w-]+\s*;\s*/, "");
  return { messageKey, recipient, status, text: saidBy(said ?? "failed", []) };
}

/** The address of "rfc822;name@host.example", in lower case; null where it is none. */
function addressIn(field: string | null): string | null {
  const [, address] = /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>;@]+@[^\s<>;@]+)>?/i.exec(field ?? "") ?? [];
  return address?.toLowerCase() ?? null;
}

const headOf = (text: string) => text.split(/\r?\n\r?\n/)[0] ?? "";
const groupsOf = (text: string) => text.split(/(?:\r?\n){2,}/);

/** A field of a header, unfolded; null where there is none. */
function fieldOf(head: string, name: string): string | null {
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const line = unfolded.find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? null;
}
