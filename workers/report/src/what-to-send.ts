import { documentFor, documentWatched, type Reader, type ReportDocument } from "@groundswell/reports";
import type { Mute, Subscription } from "@groundswell/store";

/**
 * What a subscriber is sent of a report: what they may read at this moment, without people where others read along, and of alerts those that
 * they follow and have not muted; null where nothing is left.
 */
export function partFor(
  document: ReportDocument,
  reader: Reader,
  { withoutPeople, watch }: Pick<Subscription, "withoutPeople" | "watch">,
  mutes: readonly Mute[],
): ReportDocument | null {
  const matters = withoutPeople ? reader.matters.filter((matter) => matter !== "people") : reader.matters;
  const part = documentFor(document, { ...reader, matters });
  if (part === null || part.report !== "alerts") return part;
  const isMuted = ({ kind, subject }: { kind: string; subject: string }) =>
    mutes.some(
      (mute) =>
        mute.expertise === part.expertise && mute.kind === kind && (mute.subject === null || mute.subject === subject),
    );
  return documentWatched(part, watch ?? { kinds: null, subjects: null }, isMuted);
}
