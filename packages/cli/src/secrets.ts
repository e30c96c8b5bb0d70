import { settingsTable } from "@groundswell/model";

type Env = Record<string, string | undefined>;

/** What stands in place of a secret. */
export const hidden = "[secret]";

// Shorter texts are words that stand everywhere.
const leastLetters = 6;
const namedSo = /(TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|_KEY|_PASS|_PAT)$/i;

/**
 * Everything in an environment that must not be told: secret settings, variables that are called like secrets, those that sources name as their
 * credentials, and the passwords in all addresses. The longest comes first.
 * @param named further variables
 */
export function secretsOf(env: Env, named: readonly string[] = []): string[] {
  const secret = new Set([...settingsTable.filter((setting) => setting.secret).map(({ name }) => name), ...named]);
  const found = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    const text = value?.trim() ?? "";
    if (secret.has(name) || namedSo.test(name)) found.add(text);
    for (const password of passwordsIn(text)) found.add(password);
  }
  return [...found]
    .filter((text) => text.length >= leastLetters)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** The password of an address, as it is written and as it is meant. */
function passwordsIn(text: string): string[] {
  const written = /^[a-z][a-z\d+.-]*:\/\/[^/@\s]*?:([^/\s]+)@/i.exec(text)?.[1];
  if (written === undefined) return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}

/** A text with every secret taken out of it, also as JSON writes it. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let told = text;
  for (const secret of secrets)
    for (const written of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      told = told.replaceAll(written, hidden);
  return told;
}
