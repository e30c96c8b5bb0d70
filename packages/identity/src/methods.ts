/** How much a kind of evidence may do: `assert`, `strong` and `medium` may join accounts, `weak` only proposes. */
export type Tier = "assert" | "strong" | "medium" | "weak";

type MethodFacts = {
  tier: Tier;
  /** 0..1; orders links where they contradict one another, and ranks proposals. It is no measured probability. */
  confidence: number;
  /** What a reviewer reads, with what differs in braces. */
  reason: string;
};

/** Every kind of evidence, strongest first. The docs print this table. */
export const methods = {
  "network-account": { tier: "assert", confidence: 0.99, reason: "both belong to the network account {url}" },
  "forge-id": { tier: "assert", confidence: 0.99, reason: "both hold the number {id} of {platform}" },
  "verified-link": {
    tier: "assert",
    confidence: 0.985,
    reason: "{account} names {url}, and its platform found the link back there",
  },
  "mutual-link": { tier: "assert", confidence: 0.98, reason: "their profiles name each other: {url} and {url}" },
  registry: { tier: "assert", confidence: 0.97, reason: "{registry} lists both under one entry" },
  "same-email": { tier: "strong", confidence: 0.95, reason: "both have the e-mail hash {hash}…" },
  gravatar: {
    tier: "strong",
    confidence: 0.94,
    reason: "the avatar of one is that of the other's e-mail address, {hash}…",
  },
  "linked-site": { tier: "strong", confidence: 0.92, reason: "{account} names {url}, and both name the page {url}" },
  "corroborated-link": {
    tier: "medium",
    confidence: 0.88,
    reason: "the profile of {account} names {url}, and both have the {name or handle}",
  },
  "forge-login": { tier: "medium", confidence: 0.87, reason: "commits of {account} use the address made up for {url}" },
  "project-login": {
    tier: "medium",
    confidence: 0.84,
    reason: "both commit to {project}, one with the forge's login {login} and the other under that name",
  },
  "handle-and-name": {
    tier: "medium",
    confidence: 0.82,
    reason: "both have the rare handle {handle} and the rare name {name}",
  },
  "project-name": { tier: "medium", confidence: 0.8, reason: "both commit to {project} as {name}, an uncommon name" },
  "one-way-link": {
    tier: "weak",
    confidence: 0.6,
    reason: "the profile of {account} names {url}, which does not name it back",
  },
  "same-page": { tier: "weak", confidence: 0.5, reason: "both name the page {url}" },
  "same-handle": { tier: "weak", confidence: 0.45, reason: "both have the rare handle {handle}" },
  "same-name": { tier: "weak", confidence: 0.4, reason: "both have the full name {name}" },
} as const satisfies Record<string, MethodFacts>;

/** The name of a kind of evidence. */
export type LinkMethod = keyof typeof methods;

/** The methods, strongest first. */
export const methodNames = Object.keys(methods) as LinkMethod[];

const leastConfidence: readonly [Tier, number][] = [
  ["assert", 0.97],
  ["strong", 0.9],
  ["medium", 0.75],
];

/** The tier of a confidence, so that a stored link need not keep both. */
export function tierOf(confidence: number): Tier {
  return leastConfidence.find(([, least]) => confidence >= least)?.[0] ?? "weak";
}

const templates = new Map(methodNames.map((method) => [method, methods[method].reason.split(/\{[^}]+\}/)]));

/** The reason text of a method, its braces filled in order. */
export function reasonOf(method: LinkMethod, ...parts: readonly string[]): string {
  return (templates.get(method) ?? []).map((text, at) => (at === 0 ? text : (parts[at - 1] ?? "") + text)).join("");
}
