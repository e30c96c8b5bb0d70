import type { Printable, PrintLinks } from "@groundswell/reports";
import type { ReportFormat, SendOutcome } from "@groundswell/store";
import type { ReportContext } from "./context.ts";

/** What one channel of delivery sends to one receiver. It holds secrets: it is never logged. */
export type Parcel = {
  /** The same at every attempt. */
  key: string;
  /** When the message was made, the same at every attempt. */
  at: Date;
  /** What the reader may have; several of a digest. */
  issues: readonly [Printable, ...Printable[]];
  links: PrintLinks;
  /** The owner's address. */
  to: string;
  /** The whole address of a hook, or the name of a folder; null for mail. */
  target: string | null;
  /** What a webhook is signed with; null for the others. */
  secret: string | null;
  formats: readonly ReportFormat[];
};

/** What came of an attempt, and what the receiver said, without any secret. */
export type Outcome = Extract<SendOutcome, { kind: "retry" }> | { kind: "sent" | "refused"; said: string };

/** A channel of delivery: it throws nothing that a receiver can cause. */
export type Send = (context: ReportContext, parcel: Parcel) => Promise<Outcome>;

/** How long an attempt may take at most, in milliseconds; whoever sends has a message to themselves for longer. */
export const attemptMs = 120_000;
/** How long whoever sends has a message to themselves: an attempt, and as long again for printing and slow clocks. */
export const leaseMs = 300_000;

const mostSaid = 300;

/** What a receiver said in one line, without what must not be shown: addresses of hooks and passwords, should it repeat them. */
export function saidBy(text: string, secrets: readonly string[]): string {
  let said = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length))
    if (secret.length >= 4) said = said.replaceAll(secret, "…");
  const line = said
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toWellFormed();
  return [...line].slice(0, mostSaid).join("");
}
