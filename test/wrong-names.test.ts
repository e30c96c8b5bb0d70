import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk, signalLines } from "./run-command.ts";

const desk = new Desk();

beforeAll(async () => {
  desk.file("forum.ndjson", signalLines().join("\n"));
  for (const slug of ["lamp", "lens"]) await desk.run(["import", "signals", "forum.ndjson", "--expertise", slug]);
  await desk.run(["analyse", "--as-of", "2024-03-03"]);
}, 120_000);
afterAll(() => desk.clear());

const unknown = /^There is no expertise "nope"; there is: lamp, lens\.\n$/;
const wrong: [string, RegExp][] = [
  ["report alerts --expertise nope", unknown],
  ["pull --expertise nope", unknown],
  ["affiliations list --person 99999999", /^There is no person 99999999: give /],
  ["person export 99999999", /^There is no person 99999999: give /],
  ["discover --expertise lamp accept nope", /^(?!There are several).*nope/],
  ["discover --expertise lens accept --expertise nope x", /"nope"/],
];

test.each(wrong)(
  "%s is refused with the name that is not there",
  async (typed, sentence) => {
    const { code, stdout, stderr } = await desk.run(typed.split(" "));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(sentence);
  },
  60_000,
);
