import { closedRange, connectors, isAllowedHost } from "@groundswell/connectors";
import { isUrl } from "@groundswell/model";
import type { OperationFacts, SourceRow } from "@groundswell/store";
import { daysSince, type Finding, failure, warning } from "./finding.ts";

export type SourceFacts = {
  sources: readonly SourceRow[];
  facts: Pick<OperationFacts, "expertises" | "running">;
  env: Record<string, string | undefined>;
  allowHosts: readonly string[];
  now: Date;
};

const silentDays = 7;

/** Whether every source can be read, is read, and is read for something. */
export function examineSources(all: SourceFacts): Finding[] {
  return [...all.sources.flatMap((source) => examineSource(source, all)), ...examineLeftPulls(all)];
}

function examineSource(source: SourceRow, all: SourceFacts): Finding[] {
  const subject = `source ${source.id}`;
  const connector = connectors[source.connector];
  if (!connector) return [failure(subject, `uses the connector "${source.connector}", which is not there.`)];
  const findings: Finding[] = [];
  for (const [name, { required }] of Object.entries(connector.credentials)) {
    const variable = source.credentials[name];
    if (variable && all.env[variable]?.trim()) continue;
    if (required)
      findings.push(
        failure(
          subject,
          `cannot be read without its ${name}: set the variable ${variable ?? "that its catalogue entry must name under credentials"}.`,
        ),
      );
    else if (variable)
      findings.push(warning(subject, `${variable} is not set: it works within the limits for strangers.`));
  }
  const why = source.lastError ?? "for a reason that was not kept";
  if (source.state === "failing") findings.push(failure(subject, `failing: ${why}`));
  if (source.state === "refused") {
    const todo = `It is not asked again by itself: mend that, then run "groundswell pull --source ${source.id}".`;
    findings.push(failure(subject, `refused: ${why} ${todo}`));
  }
  const days = source.lastSuccess && daysSince(source.lastSuccess, all.now);
  if (source.every !== null && source.state === "ok" && days !== null && days > silentDays)
    findings.push(warning(subject, `was last read ${days} days ago: are workers running?`));
  if (source.movedTo !== null)
    findings.push(warning(subject, `has moved for good: put ${source.movedTo} into the catalogue.`));
  return [...findings, ...examineHosts(source, all), ...examineExpertises(source, all)];
}

/** Addresses that are numbers off the open internet; what a name leads to is judged when it is asked. */
function examineHosts(source: SourceRow, { allowHosts }: SourceFacts): Finding[] {
  const addresses = Object.values(source.options)
    .flat()
    .filter((value): value is string => typeof value === "string");
  const closed = addresses
    .filter((text) => isUrl(text))
    .flatMap((address) => {
      const { hostname, port } = new URL(address);
      const bare = hostname.replace(/^\[|\]$/g, "");
      const isClosed = bare === "localhost" || (/^[\d.]+$|:/.test(bare) && closedRange(bare) !== null);
      return isClosed && !isAllowedHost(hostname, port, allowHosts)
        ? [port === "" ? hostname : `${hostname}:${port}`]
        : [];
    });
  return [...new Set(closed)].map((host) =>
    failure(
      `source ${source.id}`,
      `${host} is off the open internet and not asked: name it in GROUNDSWELL_ALLOW_HOSTS if that is meant.`,
    ),
  );
}

function examineExpertises({ id, expertises }: SourceRow, { facts }: SourceFacts): Finding[] {
  const known = facts.expertises.map(({ slug }) => slug);
  const unknown = expertises.filter((slug) => !known.includes(slug));
  if (unknown.length > 0)
    return [
      failure(`source ${id}`, `is read for "${unknown[0]}", which is no expertise: put its catalogue entry right.`),
    ];
  if (expertises.length > 0) return [];
  return [
    warning(
      `source ${id}`,
      "is read for no expertise by name: give it one in the catalogue, or see that a rule claims its spaces.",
    ),
  ];
}

/** A pull that never ended: its process was killed, or it hangs. */
function examineLeftPulls({ facts, now }: SourceFacts): Finding[] {
  return facts.running
    .filter(({ startedAt }) => daysSince(startedAt, now) >= 1)
    .map(({ source, startedAt }) =>
      warning(
        `source ${source}`,
        `A pull has not ended in ${daysSince(startedAt, now)} days: its process is gone or hangs. Start the workers again; the next pull goes on where it was.`,
      ),
    );
}
