import { ConfigError, readYaml } from "@groundswell/model";
import { type Document, isMap, isNode, isSeq, type LineCounter } from "yaml";
import type { z } from "zod";
import { type Policy, policySchema, tracks } from "./policy.ts";

/**
 * Reads and checks a policy in YAML.
 * @param file its name, for messages
 * @throws ConfigError with one line per problem: `file:line: what is wrong and how to mend it`
 */
export function readPolicy(text: string, file: string): Policy {
  const { meaning, document, lines } = readYaml(text, file);
  const read = policySchema.safeParse(meaning);
  const problems = read.success ? crossCheck(read.data) : read.error.issues.flatMap((issue) => say(issue, document));
  if (problems.length > 0 || !read.success)
    throw new ConfigError(
      problems.map(({ path, message }) => `${file}:${lineOf(document, lines, path)}: ${message}`).join("\n"),
    );
  return read.data;
}

type Problem = { path: PropertyKey[]; message: string };

function say(issue: z.core.$ZodIssue, document: Document): Problem[] {
  const { path, message } = issue;
  const where = path.join(".") || "the policy";
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `${where} has no field "${key}": remove or rename it.`,
    }));
  return [{ path, message: document.hasIn(path) ? `${where}: ${message}.` : `${where} is missing: add it.` }];
}

/** What no schema says: names that lead nowhere, and what would silently never count. */
function crossCheck(policy: Policy): Problem[] {
  const { kinds, channels, activities, cycles, regions } = policy;
  const inChannels = Object.values(channels).flatMap((channel) => Object.keys(channel.kinds));
  const inTracks = tracks.flatMap((track) => Object.keys(policy.tracks[track].channels));
  const countries = Object.entries(regions).flatMap(([region, own]) => own.map((country) => ({ region, country })));
  return [
    ...Object.entries(channels).flatMap(([channel, { kinds: own }]) =>
      missing(Object.keys(own), kinds).map((name) => ({
        path: ["channels", channel, "kinds", name],
        message: `${name} has no entry under kinds: add one, or take it out of ${channel}.`,
      })),
    ),
    ...tracks.flatMap((track) =>
      missing(Object.keys(policy.tracks[track].channels), channels).map((channel) => ({
        path: ["tracks", track, "channels", channel],
        message: `there is no channel "${channel}"; there is: ${Object.keys(channels).join(", ")}.`,
      })),
    ),
    ...Object.keys(kinds).flatMap((name): Problem[] => [
      ...(inChannels.includes(name)
        ? []
        : [{ path: ["kinds", name], message: `${name} is in no channel and would count for nothing: add it to one.` }]),
      ...(name in activities
        ? []
        : [{ path: ["activities"], message: `activities names no ${name}: say how the program's form calls it.` }]),
    ]),
    ...missing(Object.keys(channels), Object.fromEntries(inTracks.map((name) => [name, true]))).map((channel) => ({
      path: ["channels", channel],
      message: `${channel} is in no track and would count for nothing: add it to one.`,
    })),
    ...cycles.flatMap(({ from, until }, index) =>
      from && until && from >= until
        ? [{ path: ["cycles", index], message: `the cycle ends on ${until}, before it begins: put the dates right.` }]
        : [],
    ),
    ...countries.flatMap(({ region, country }, at) => {
      const first = countries.findIndex((other) => other.country === country);
      return first < at
        ? [{ path: ["regions", region], message: `${country} is in ${countries[first]?.region} too: keep it in one.` }]
        : [];
    }),
  ];
}

const missing = (names: string[], known: object) => names.filter((name) => !Object.hasOwn(known, name));

/** Of the key or element at a path; what is not there is told by its nearest parent that is. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let inside: unknown = document.contents;
  let start = 0;
  for (const key of path) {
    const pair = isMap(inside)
      ? inside.items.find((item) => isNode(item.key) && String(item.key.toJS(document)) === key)
      : null;
    const named = pair?.key ?? (isSeq(inside) ? inside.items[Number(key)] : null);
    if (!isNode(named) || !named.range) break;
    start = named.range[0];
    inside = pair ? pair.value : named;
  }
  return lines.linePos(start).line;
}
