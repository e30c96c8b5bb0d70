import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { printDigest, printDigestText, printHtml, printText, subjectOf, subjectOfDigest } from "@groundswell/reports";
import { createTransport } from "nodemailer";
import type { ReportContext } from "../context.ts";
import { attemptMs, type Outcome, type Parcel, saidBy } from "../parcel.ts";
import { reportFiles } from "../report-files.ts";

/** How long is waited for a mail server, in milliseconds. */
export type MailTimeouts = { connectMs: number; greetingMs: number; silenceMs: number; totalMs: number };

const usual: MailTimeouts = { connectMs: 20_000, greetingMs: 20_000, silenceMs: 60_000, totalMs: attemptMs };

/**
 * Sends a mail by SMTP. A connection of its own for each takes some milliseconds more than a kept one, and one that broke takes no other mail
 * with it. Every attempt has the same bytes and the same Message-ID, so that a mail server which lost only its own answer, and the reader's
 * program, can tell the second copy.
 */
export async function sendMail(
  { mail, publicUrl }: ReportContext,
  parcel: Parcel,
  timeouts: MailTimeouts = usual,
): Promise<Outcome> {
  if (mail === null)
    return {
      kind: "retry",
      said: "No mail server is set: set GROUNDSWELL_SMTP_URL and GROUNDSWELL_MAIL_FROM.",
      afterMs: null,
    };
  const { password, options } = serverOf(mail.url);
  const transport = createTransport({
    ...options,
    url: mail.url,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    // Nothing is waited for once the answer is there: the message is the server's.
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const composed = await compose(parcel, mail.from, publicUrl);
    // A server that says a byte a minute is never silent.
    const { response } = await transport.sendMail({ ...composed, signal: AbortSignal.timeout(timeouts.totalMs) });
    return { kind: "sent", said: saidBy(response, password) };
  } catch (error) {
    return judge(error as Fault, password);
  } finally {
    transport.close();
  }
}

/** A password goes over no open line: without TLS from the start it has to be switched on, unless the server is this machine. */
function serverOf(address: string) {
  const { protocol, hostname, password, username } = new URL(address);
  const isHere =
    hostname === "localhost" || hostname === "[::1]" || (isIP(hostname) === 4 && hostname.startsWith("127."));
  const requireTLS = protocol === "smtp:" && username !== "" && !isHere;
  return {
    password: [password, decodeURIComponent(password)].filter((text) => text !== ""),
    options: requireTLS ? { requireTLS } : {},
  };
}

async function compose({ key, at, issues, links, to, formats }: Parcel, from: string, publicUrl: string) {
  const [first] = issues;
  const isOne = issues.length === 1;
  const attachments = [];
  for (const issue of issues)
    for (const { name, contentType, body } of await reportFiles(
      issue,
      links,
      formats.filter((one) => one !== "html"),
    ))
      attachments.push({ filename: name, contentType, content: body });
  return {
    from,
    // As an object, so that nothing of it is read as a second address.
    to: { name: "", address: to },
    subject: isOne ? subjectOf(first) : subjectOfDigest(issues),
    text: isOne ? printText(first, links) : printDigestText(issues, links),
    html: isOne ? await printHtml(first, links, "mail") : await printDigest(issues, links),
    attachments,
    messageId: `<${key}@${new URL(publicUrl).hostname}>`,
    date: at,
    headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(links.unsubscribe) },
    baseBoundary: createHash("sha256").update(key).digest("hex").slice(0, 24),
    xMailer: false as const,
  };
}

/** One click for programs of mail (RFC 8058), which they offer only over https. */
function unsubscribeHeaders(address: string | null): Record<string, string> {
  if (address === null) return {};
  return {
    "List-Unsubscribe": `<${address}>`,
    ...(address.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}

type Fault = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/**
 * What a failure means. A server's 5xx about this recipient or this mail is for good, and so is an address or size that nodemailer itself
 * will not send; what it says of us (at its greeting, of a sign-in, of a sender or client that it does not take) is about our settings, and
 * somebody will mend those.
 */
function judge(error: Fault, secrets: readonly string[]): Outcome {
  const { code = "", command = "", response, responseCode } = error;
  const said = response === undefined || response === "" ? null : saidBy(response, secrets);
  const isAboutMail = command === "DATA" || (command === "RCPT TO" && isAboutRecipient(response ?? ""));
  if (responseCode !== undefined && responseCode >= 500 && responseCode < 600 && isAboutMail)
    return { kind: "refused", said: said ?? `The mail server refused it (${responseCode}).` };
  if (responseCode === undefined && (code === "EENVELOPE" || (code === "EMESSAGE" && command === "MAIL FROM")))
    return { kind: "refused", said: saidBy(error.message, secrets) };
  // No code is nothing of SMTP: it is ours, and told as such.
  if (code === "") throw error;
  return { kind: "retry", said: said ?? `The mail server was not reached, or broke off (${code}).`, afterMs: null };
}

/**
 * Whether a 5xx to RCPT TO is about the recipient: many servers wait until then to say that they take nothing from us. Of the enhanced codes
 * (RFC 3463) those of the recipient's address and mailbox are; without one, what RFC 5321 and 7504 have for a mailbox or its host.
 */
function isAboutRecipient(response: string): boolean {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  return enhanced === undefined ? /^55[01236]/.test(response) : /^5\.(1\.([0-6]|10)|2\.\d+)$/.test(enhanced);
}
