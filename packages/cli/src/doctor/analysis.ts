import type { Settings } from "@groundswell/model";
import type { OperationFacts } from "@groundswell/store";
import { daysSince, type Finding, failure, warning } from "./finding.ts";

/** Whether what was read is judged. */
export function examineAnalysis({ expertises }: Pick<OperationFacts, "expertises">, now: Date): Finding[] {
  return expertises.flatMap(({ slug, sources, read, lastRun }) => {
    const subject = `expertise ${slug}`;
    const again = `"groundswell analyse --expertise ${slug}" does it now, and a worker every hour.`;
    if (sources === 0)
      return [warning(subject, "has no source: add one to the catalogue, or it stays empty but for what rules claim.")];
    if (!read) return [];
    if (lastRun === null) return [warning(subject, `has been read and never analysed: ${again}`)];
    const days = daysSince(lastRun, now);
    return days < 1
      ? []
      : [warning(subject, `was last analysed ${days === 1 ? "a day" : `${days} days`} ago: ${again}`)];
  });
}

/** Whether those who were erased stay so, and whether everybody who was asked in can come. */
export function examineAccess(
  { tombstones, endedTokens, endedLinks }: Pick<OperationFacts, "tombstones" | "endedTokens" | "endedLinks">,
  { erasureKey }: Pick<Settings, "erasureKey">,
): Finding[] {
  const findings: Finding[] = [];
  if (tombstones > 0 && erasureKey === null)
    findings.push(
      failure(
        "GROUNDSWELL_ERASURE_KEY",
        "is not set although people were erased: nothing can be saved until it is set to the key that they were erased with.",
      ),
    );
  for (const { name, email, expiresAt } of endedTokens)
    findings.push(
      warning(
        `token ${name}`,
        `of ${email} ended on ${expiresAt.toISOString().slice(0, 10)}: make another with "groundswell token create", or revoke it.`,
      ),
    );
  for (const { purpose, email } of endedLinks)
    findings.push(
      purpose === "first-admin"
        ? warning(
            "first admin",
            'The link has ended unused: start "groundswell up" or "serve" again to be given another.',
          )
        : warning(`user ${email}`, `The link has ended unused: "groundswell user reset-link ${email}" makes another.`),
    );
  return findings;
}
