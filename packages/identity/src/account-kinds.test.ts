import type { KindEvidence, Mark } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { kindsOf } from "./account-kinds.ts";
import { kindByName, suspectName } from "./account-kinds-names.ts";
import { employerReader } from "./affiliation-text.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe("what a name says", () => {
  const machines = [
    ["dependabot[bot]", null],
    ["renovate[bot]", "Renovate"],
    [null, "dependabot[bot]"],
    ["lumen-bot", null],
    ["bot-lumen", null],
    ["Codecov", null],
    [null, "GitHub Actions"],
    [null, "Azure Pipelines"],
    ["lumen-ci", null],
    [null, "Travis CI"],
    ["web-flow", "GitHub"],
  ] as const;
  const posts = [
    [null, "Support Team"],
    [null, "PowerShell Team"],
    [null, "The Lumen Team"],
    [null, "Team Lumen"],
    [null, "Contoso Support"],
    ["admin", null],
    ["admin@lumen.example", null],
    ["info", "Lumen"],
    [null, "Webmaster"],
  ] as const;
  const people = [
    ["botha", "Kim Botha"],
    ["jbot", "Jo Bot"],
    ["abbott", "Abbott Teamer"],
    ["teamster", null],
    ["supporter", "A Supporter"],
    ["rooted", "Press Stone"],
    ["river", "River Otter"],
    ["cicero", "Ci Liang"],
    [null, null],
  ] as const;

  test.each(machines)("%s, %s is a machine", (handle, name) => expect(kindByName(handle, name)?.kind).toBe("bot"));
  test.each(posts)("%s, %s is a post", (handle, name) => expect(kindByName(handle, name)?.kind).toBe("shared"));
  test.each(people)("%s, %s is a person", (handle, name) => expect(kindByName(handle, name)).toBeNull());

  test("whoever is judged by the name holds one of the suspect words, or the database would not find the account", () => {
    const suspect = new RegExp(suspectName, "i");
    for (const [handle, name] of [...machines, ...posts])
      expect(
        [handle, name].some((text) => text !== null && suspect.test(text)),
        `${handle} ${name}`,
      ).toBe(true);
  });
});

describe("what an account was when", () => {
  const contoso = { name: "Contoso", aliases: [], domains: [], members: [], people: "staff" as const };
  const plain: KindEvidence = {
    ...{
      handle: "river",
      name: "River Otter",
      bot: false,
      staff: false,
      vendor: false,
      organisation: false,
      mark: null,
    },
    ...{ companies: [], emailDomains: [], memberOf: [], told: [], observedAt: day(31) },
  };
  const kinds = (known: Partial<KindEvidence>) =>
    kindsOf({ ...plain, ...known }, [contoso], employerReader([contoso])).map(
      ({ kind, from, until, source, why }) =>
        `${kind} ${from?.getUTCDate() ?? ""}..${until?.getUTCDate() ?? ""} ${source}: ${why}`,
    );
  const mark = (kind: Mark["kind"], from: Date | null = null, until: Date | null = null): Mark => ({
    ...{ kind, from, until, actor: "lead", reason: null, at: day(30) },
  });
  const companies = [{ value: "Contoso", from: day(5), until: day(20) }];

  test("a plain person has none", () => expect(kinds({})).toEqual([]));

  test("a platform's word is one without a date, and a name that says the same adds nothing", () => {
    expect(kinds({ bot: true, handle: "lumen-bot" })).toEqual(["bot .. platform: is marked as a bot by its source"]);
    expect(kinds({ organisation: true, name: "Lumen Team" })).toHaveLength(1);
    expect(kinds({ staff: true })).toEqual(["staff .. platform: is marked as staff by its source"]);
    expect(kinds({ vendor: true })[0]).toContain("vendor .. platform");
  });

  test("a mark beats everything in its period, and only there", () => {
    expect(kinds({ companies, mark: mark("person", day(10), day(15)) })).toEqual([
      'staff 5..10 company: says in its profile "Contoso"',
      'staff 15..20 company: says in its profile "Contoso"',
    ]);
    expect(kinds({ bot: true, mark: mark("person") })).toEqual([]);
    expect(kinds({ companies, mark: mark("bot", null, day(10)) })).toEqual([
      'staff 10..20 company: says in its profile "Contoso"',
      "bot ..10 mark: was marked as a bot by lead",
    ]);
  });
});
