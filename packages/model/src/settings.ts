import { ConfigError } from "./errors.ts";
import { isUrl } from "./is-url.ts";
import { settingsTable } from "./settings-table.ts";

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export type Settings = {
  databaseUrl: string | null;
  redisUrl: string | null;
  home: string;
  host: string;
  port: number;
  contact: string;
  rawDays: number;
  politeness: { concurrentPerHost: number; requestsPerSecond: number };
  /** Hosts that the client may reach at private, loopback and other closed addresses. */
  allowHosts: string[];
  /** The file of the policy; null for the one that Groundswell comes with. */
  policyFile: string | null;
  /** Who decides; null for the user of the operating system. */
  actor: string | null;
  /** What erased people are known again by; null where nobody may be erased. */
  erasureKey: string | null;
  /** Where people reach the pages, without a path; null for the address that is listened on. */
  publicUrl: string | null;
  /** What signs sessions; null for the one that the store keeps. */
  secret: string | null;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  proxies: string[];
  /** The provider of single sign-on; null for none. */
  oidc: { issuer: string; clientId: string; clientSecret: string; domains: string[] } | null;
  /** The mail server and whom mail comes from; null where none is sent. */
  mail: { url: string; from: string } | null;
  /** The folder that reports are put under; null where none are. */
  reportsFolder: string | null;
  logLevel: LogLevel;
  /** Where health and metrics are listened for beside the pages; null for nowhere. */
  metrics: { host: string; port: number } | null;
  /** Where spans go; null where none are made. */
  tracesUrl: string | null;
};

/**
 * Reads the settings from an environment.
 * @throws ConfigError naming the variable and what it should be
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const text = (name: string) => env[name]?.trim() || (settingsTable.find((row) => row.name === name)?.default ?? null);
  return {
    databaseUrl: url(text("DATABASE_URL"), "DATABASE_URL", ["postgres:", "postgresql:"]),
    redisUrl: url(text("REDIS_URL"), "REDIS_URL", ["redis:", "rediss:"]),
    home: text("GROUNDSWELL_HOME") ?? "",
    host: text("GROUNDSWELL_HOST") ?? "",
    port: whole(text("GROUNDSWELL_PORT"), "GROUNDSWELL_PORT", 0, 65_535),
    contact: text("GROUNDSWELL_CONTACT") ?? "",
    rawDays: whole(text("GROUNDSWELL_RAW_DAYS"), "GROUNDSWELL_RAW_DAYS", 0, 36_500),
    politeness: {
      concurrentPerHost: whole(text("GROUNDSWELL_HOST_REQUESTS"), "GROUNDSWELL_HOST_REQUESTS", 1, 100),
      requestsPerSecond: whole(text("GROUNDSWELL_HOST_RATE"), "GROUNDSWELL_HOST_RATE", 1, 10_000),
    },
    allowHosts: hosts(text("GROUNDSWELL_ALLOW_HOSTS"), "GROUNDSWELL_ALLOW_HOSTS"),
    policyFile: text("GROUNDSWELL_POLICY"),
    actor: text("GROUNDSWELL_ACTOR"),
    erasureKey: secret(text("GROUNDSWELL_ERASURE_KEY"), "GROUNDSWELL_ERASURE_KEY", 32),
    publicUrl: publicUrl(text("GROUNDSWELL_URL")),
    secret: secret(text("GROUNDSWELL_SECRET"), "GROUNDSWELL_SECRET", 32),
    proxies: list(text("GROUNDSWELL_PROXIES")),
    oidc: oidc(text),
    mail: mail(text),
    reportsFolder: text("GROUNDSWELL_REPORTS"),
    logLevel: logLevel(text("GROUNDSWELL_LOG")),
    metrics: metrics(text),
    tracesUrl: url(text("GROUNDSWELL_TRACES_URL"), "GROUNDSWELL_TRACES_URL", ["https:", "http:"]),
  };
}

function oidc(text: (name: string) => string | null): Settings["oidc"] {
  const issuer = url(text("GROUNDSWELL_OIDC_ISSUER"), "GROUNDSWELL_OIDC_ISSUER", ["https:", "http:"]);
  const clientId = text("GROUNDSWELL_OIDC_CLIENT_ID");
  const clientSecret = text("GROUNDSWELL_OIDC_CLIENT_SECRET");
  if (issuer === null && clientId === null && clientSecret === null) return null;
  if (issuer === null || clientId === null || clientSecret === null)
    throw new ConfigError(
      "Single sign-on needs GROUNDSWELL_OIDC_ISSUER, GROUNDSWELL_OIDC_CLIENT_ID and GROUNDSWELL_OIDC_CLIENT_SECRET: set all three or none.",
    );
  const domains = list(text("GROUNDSWELL_OIDC_DOMAINS"));
  const wrong = domains.find((domain) => !/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(domain));
  if (wrong !== undefined)
    throw new ConfigError(`GROUNDSWELL_OIDC_DOMAINS names "${wrong}": give domains without @ or *, as corp.example.`);
  return { issuer: issuer.replace(/\/+$/, ""), clientId, clientSecret, domains };
}

function logLevel(value: string | null): LogLevel {
  const level = logLevels.find((one) => one === value?.toLowerCase());
  if (level) return level;
  throw new ConfigError(`GROUNDSWELL_LOG is "${value}": give one of ${logLevels.join(", ")}.`);
}

function metrics(text: (name: string) => string | null): Settings["metrics"] {
  const port = text("GROUNDSWELL_METRICS_PORT");
  if (port === null) return null;
  return {
    host: text("GROUNDSWELL_METRICS_HOST") ?? "",
    port: whole(port, "GROUNDSWELL_METRICS_PORT", 0, 65_535),
  };
}

function mail(text: (name: string) => string | null): Settings["mail"] {
  const server = url(text("GROUNDSWELL_SMTP_URL"), "GROUNDSWELL_SMTP_URL", ["smtp:", "smtps:"]);
  const from = text("GROUNDSWELL_MAIL_FROM");
  if (server === null) return null;
  const address = from === null ? "" : (/<([^<>]*)>$/.exec(from)?.[1] ?? from);
  if (from === null || /[\r\n]/.test(from) || !/^[^\s<>@]+@[^\s<>@]+$/.test(address))
    throw new ConfigError(
      "GROUNDSWELL_SMTP_URL needs GROUNDSWELL_MAIL_FROM: say whom reports come from, as Groundswell <groundswell@corp.example>.",
    );
  return { url: server, from };
}

function publicUrl(value: string | null): string | null {
  const given = url(value, "GROUNDSWELL_URL", ["https:", "http:"]);
  if (given === null) return null;
  const { origin, pathname, search } = new URL(given);
  if (pathname !== "/" || search !== "")
    throw new ConfigError(
      "GROUNDSWELL_URL has a path: give the address of the host alone, as https://groundswell.corp.example.",
    );
  return origin;
}

function list(value: string | null): string[] {
  const given = (value ?? "").split(",").map((item) => item.trim().toLowerCase());
  return given.filter(Boolean);
}

function secret(value: string | null, name: string, least: number): string | null {
  if (value !== null && value.length < least)
    throw new ConfigError(`${name} has fewer than ${least} characters: give a longer secret, which cannot be guessed.`);
  return value;
}

function url(value: string | null, name: string, protocols: string[]): string | null {
  if (value === null) return null;
  // The value may hold a password, so the message never repeats it.
  if (!isUrl(value) || !protocols.includes(new URL(value).protocol))
    throw new ConfigError(`${name} is not a URL that starts with ${protocols.map((p) => `${p}//`).join(" or ")}.`);
  return value;
}

function hosts(value: string | null, name: string): string[] {
  const given = (value ?? "").split(",").map((host) => host.trim());
  return given.filter(Boolean).map((host) => {
    // A pattern or a range would allow more than was looked at.
    if (!/^([\w-]+(\.[\w-]+)*\.?(:\d{1,5})?|\[?[\da-f:]+\]?)$/i.test(host))
      throw new ConfigError(
        `${name} names "${host}": give host names without scheme, path or *, as wiki.corp,10.0.0.7:8080.`,
      );
    return host.toLowerCase();
  });
}

function whole(value: string | null, name: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new ConfigError(`${name} is "${value}": give a whole number from ${least} to ${most}.`);
  return number;
}
