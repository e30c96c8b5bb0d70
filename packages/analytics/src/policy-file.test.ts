import { readdirSync, readFileSync } from "node:fs";
import { ConfigError } from "@groundswell/model";
import { expect, test } from "vitest";
import { measuresOf, type Policy, tracks } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";

const folder = new URL("../../../policies/", import.meta.url);
const files = readdirSync(folder);
const read = (file: string) => readPolicy(readFileSync(new URL(file, folder), "utf8"), file);

const small = `version: small-1
program: Small
window: { months: 12 }
cycles:
  - { awards: monthly, renewals: never, leadDays: 30 }
evidenceFloor: { activeMonths: 3, platforms: 2 }
kinds:
  answer: { base: 1, halfLifeDays: 90, weeklySaturation: 4, zeroVoteCredit: 0 }
  talk: { base: 3, halfLifeDays: 365, weeklySaturation: 2, zeroVoteCredit: 1 }
channels:
  answers: { kinds: { answer: 1 }, outstanding: 100 }
  talks: { kinds: { talk: 1 }, outstanding: 40 }
tracks:
  expert: { power: 3, channels: { answers: 1 } }
  leader: { power: 3, channels: { talks: 1 } }
gates: { employee_of_vendor: move, vendor_contractor: move, bot_or_org_account: move, existing_awardee: move, opted_out: move, alumni: flag, identity_uncertain: flag, conduct: flag }
activities:
  answer: Answering
  talk: Speaking
regions:
  North: [CA, US]
`;

/** What is said of the small policy after a change. */
function said(from: string, to: string): string {
  if (!small.includes(from)) throw new Error(`The small policy has no ${from}.`);
  try {
    readPolicy(small.replace(from, to), "small.yaml");
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  return "nothing";
}

test("a policy is read with what it leaves out filled in", () => {
  const policy = readPolicy(small, "small.yaml");
  expect(policy.kinds.answer?.acceptedBonus).toBe(0);
  expect(policy.cycles[0]?.termMonths).toBe(12);
});

test.each([
  ["program: Small\n", "", "small.yaml:1: program is missing: add it."],
  ["version: small-1", "version: small 1", "small.yaml:1: version: use letters, digits, dots and hyphens."],
  ["  answer: {", "  answr: {", 'small.yaml:8: kinds has no field "answr": remove or rename it.'],
  ["base: 1,", "base: one,", "small.yaml:8: kinds.answer.base: Invalid input: expected number, received string."],
  ["base: 1,", "base: -1,", "small.yaml:8: kinds.answer.base: Too small: expected number to be >0."],
  ["halfLifeDays: 365,", "", "small.yaml:9: kinds.talk.halfLifeDays is missing: add it."],
  ["halfLifeDays: 365,", "halfLife: 365, halfLifeDays: 365,", 'small.yaml:9: kinds.talk has no field "halfLife"'],
  [
    "awards: monthly",
    "awards: [02-29]",
    "small.yaml:5: cycles.0.awards.0: write days that every year has as month-day",
  ],
  ["awards: monthly", "awards: [7-1]", "small.yaml:5: cycles.0.awards.0: write days that every year has as month-day"],
  ["awards: monthly", "awards: []", "small.yaml:5: cycles.0.awards: write days that every year has"],
  ["renewals: never", "renewals: yearly", "small.yaml:5: cycles.0.renewals: write anniversary, never, or write days"],
  ["- { awards", "- { from: 2020-02-30, awards", "small.yaml:5: cycles.0.from: Invalid ISO date."],
  [
    "- { awards",
    "- { from: 2020-01-01, until: 2019-01-01, awards",
    "small.yaml:5: the cycle ends on 2019-01-01, before it begins: put the dates right.",
  ],
  ["alumni: flag, ", "", "small.yaml:16: gates.alumni is missing: add it."],
  [
    "alumni: flag",
    "alumni: ignore",
    'small.yaml:16: gates.alumni: Invalid option: expected one of "move"|"flag"|"off".',
  ],
  ["alumni: flag", "alumnus: flag, alumni: flag", "small.yaml:16: gates has no field"],
  ["{ power: 3, channels: { talks", "{ power: 0.5, channels: { talks", "small.yaml:15: tracks.leader.power: Too small"],
  ["channels: { talks: 1 }", "channels: {}", "small.yaml:15: tracks.leader.channels: name at least one."],
  ["kinds: { talk: 1 }", "kinds: { talk: 1, video: 1 }", "small.yaml:12: video has no entry under kinds: add one"],
  ["channels: { talks: 1 }", "channels: { speech: 1 }", 'there is no channel "speech"; there is: answers, talks.'],
  ["channels: { talks: 1 }", "channels: { answers: 1 }", "small.yaml:12: talks is in no track and would count for"],
  ["kinds: { talk: 1 }", "kinds: { answer: 1 }", "small.yaml:9: talk is in no channel and would count for nothing"],
  ["  talk: Speaking\n", "", "small.yaml:17: activities names no talk: say how the program's form calls it."],
  ["North: [CA, US]", "North: [CA, US]\n  South: [US]", "small.yaml:22: US is in North too: keep it in one."],
  ["North: [CA", "North: [Canada", "small.yaml:21: regions.North.0: write a country by its two letters, as CA."],
  ["program: Small", "program: [", "small.yaml:3: "],
])("instead of %j, %j is refused with its line and what to do", (from, to, sentence) => {
  expect(said(from, to)).toContain(sentence);
});

test("all that is wrong is said at once, a line each", () => {
  expect(said("window: { months: 12 }\ncycles", "window: { months: 0 }\ncycle").split("\n")).toHaveLength(3);
});

test.each(files)("%s, which Groundswell comes with, has nothing wrong", (file) => {
  expect(read(file).version).toMatch(/-\d+$/);
});

test("no kind counts on both tracks of the MVP policy, and a question on neither", () => {
  const policy = read("mvp.yaml");
  const [expert, leader] = tracks.map((track) => measuresOf(policy, track));
  expect(expert?.filter((kind) => leader?.includes(kind))).toEqual([]);
  expect([...(expert ?? []), ...(leader ?? [])]).not.toContain("question");
});

test.each(files)("an answer without votes earns nothing under %s", (file) => {
  expect(read(file).kinds.answer?.zeroVoteCredit).toBe(0);
});

test("the programs that Groundswell comes with differ in all that a program can differ in", () => {
  const [one, other] = files.map(read) as [Policy, Policy];
  for (const part of [
    "window",
    "cycles",
    "evidenceFloor",
    "kinds",
    "channels",
    "tracks",
    "gates",
    "activities",
  ] as const)
    expect(one[part], part).not.toEqual(other[part]);
});
