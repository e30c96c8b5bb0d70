import { loadPolicy } from "@groundswell/analyse";
import { explain, type Settings, settingsTable } from "@groundswell/model";
import { type Finding, failure, warning } from "./finding.ts";

type Env = Record<string, string | undefined>;

/** A misspelt variable is silently not read, which is the commonest mistake of all. */
export function examineNames(env: Env): Finding[] {
  const known = settingsTable.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));
  return Object.keys(env)
    .filter((name) => name.startsWith("GROUNDSWELL_") && !known.includes(name))
    .map((name) => {
      const all = known.filter((one) => one.startsWith("GROUNDSWELL_")).join(", ");
      return warning(name, `no such setting; there is ${all}.`);
    });
}

const longDays = 3_650;

/** What settings that can be read say together. */
export function examineSettings(settings: Settings): Finding[] {
  const findings: Finding[] = [];
  const { oidc, publicUrl, host, rawDays } = settings;
  if (oidc && publicUrl === null)
    findings.push(
      failure(
        "GROUNDSWELL_URL",
        "is not set, so the provider of single sign-on would send people to the address that is listened on: set it to the address that they reach, as https://groundswell.corp.example.",
      ),
    );
  if (publicUrl?.startsWith("http:") && !["127.0.0.1", "localhost", "::1"].includes(new URL(publicUrl).hostname))
    findings.push(warning("GROUNDSWELL_URL", "is not https, so sessions travel in the clear: put TLS before it."));
  if (publicUrl === null && oidc === null && ["0.0.0.0", "::"].includes(host))
    findings.push(
      warning(
        "GROUNDSWELL_URL",
        "is not set while every address is listened on, so links name localhost: set it to the address that people reach.",
      ),
    );
  if (rawDays === 0)
    findings.push(
      warning("GROUNDSWELL_RAW_DAYS", "is 0: raw pages go at once, and replay has nothing to read. Keep some weeks."),
    );
  if (rawDays >= longDays)
    findings.push(
      warning(
        "GROUNDSWELL_RAW_DAYS",
        `is ${rawDays}: raw pages, which name people, are as good as never removed. Keep some months.`,
      ),
    );
  return findings.concat(examinePolicy(settings.policyFile));
}

/** Whether the policy to judge by can be read. */
export function examinePolicy(file: string | null): Finding[] {
  try {
    loadPolicy(file);
    return [];
  } catch (error) {
    return [failure("GROUNDSWELL_POLICY", explain(error))];
  }
}
