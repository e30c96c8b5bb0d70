import type { Employment, Organisation } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { affiliationPeriods } from "./affiliation.ts";
import { employerReader } from "./affiliation-text.ts";

const contoso: Organisation = {
  name: "Contoso",
  aliases: ["Contoso Deutschland", "MSFTish"],
  domains: ["contoso.com"],
  members: ["github:contoso-labs"],
  people: "staff",
};
const tasker: Organisation = {
  name: "Tasker",
  aliases: [],
  domains: ["tasker.example"],
  members: [],
  people: "vendor",
};
const organisations = [contoso, tasker];
const read = employerReader(organisations);
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const observedAt = day(31);

describe("whom a profile names as an employer", () => {
  const said = (text: string) =>
    read(text).map(({ organisation, kind, exact }) => `${organisation.name} ${kind} ${exact}`);

  test.each([
    "Contoso",
    "contoso",
    "CONTOSO, Inc.",
    "@contoso",
    "@contoso-labs",
    "Contoso GmbH",
    "Contosó",
    "Contoso Deutschland GmbH",
    "msftish",
    "Contoso.com",
  ])("%s is Contoso and nothing else", (text) => expect(said(text)).toEqual(["Contoso staff true"]));

  test.each([
    "Contoso Research",
    "Engineer at Contoso",
    "PM @ Contoso",
    "Contoso's cloud division",
    "Contoso (Redwood office)",
    "Fabrikam / Contoso Research",
    "Customer Engineer at Contoso",
    "Customer Success Engineer @contoso",
    "Partner Software Engineer at Contoso",
    "Security Specialist at Contoso",
    "Security Specialist @ Contoso",
    "Community Manager at Contoso",
    "Customer Advisory at Contoso",
    "Contoso Customer Experience",
    "Contoso Group Program Manager",
    "past: Fabrikam. Currently PM at Contoso",
    "Contoso Corp. Research",
  ])("%s is Contoso among other words", (text) => expect(said(text)).toEqual(["Contoso staff false"]));

  test.each([
    "ex-Contoso",
    "Ex Contoso, now Fabrikam",
    "formerly at Contoso",
    "Fabrikam (ex-Contoso)",
    "Contoso alum",
    "Contoso Alumni",
    "previously Contoso",
    "retired from Contoso",
    "Retired (Contoso)",
    "Contoso (former)",
    "prev. Contoso",
    "past: Contoso. Now at Fabrikam",
  ])("%s is somebody who left", (text) => expect(said(text)).toEqual([]));

  test.each([
    "Contoso MVP",
    "Lumen MVP (Contoso)",
    "Contoso Most Valuable Professional, MVP",
    "Contoso Partner",
    "Contoso Certified Trainer",
    "Contoso Gold Partner Fabrikam",
    "Contoso user group",
    "Lumen User Group at Contoso",
    "Contoso Community Lead",
    "Contoso Security Specialist",
    "Happy customer at Contoso",
    "Customer of Contoso",
    "MVP at Contoso",
    "Most Valuable Professional @contoso",
    "Certified Engineer at Contoso",
    "Computer Science Student at Contoso",
    "not Contoso",
    "Contosoworks",
    "Con Toso",
    "Micro Contosoft",
    "labs",
    "contoso-labs-fan club",
    "",
  ])("%s is nobody of Contoso", (text) => expect(said(text)).toEqual([]));

  test.each(["Contoso (contractor)", "contractor at Contoso", "Contoso vendor", "v-Contoso", "Freelance @Contoso"])(
    "%s is a contractor",
    (text) => expect(said(text)).toEqual(["Contoso vendor false"]),
  );

  test("two employers are both named, and what one's clause says is not the other's", () => {
    expect(said("past: Contoso. Now at Tasker")).toEqual(["Tasker vendor false"]);
    expect(said("Contoso & Tasker Ltd")).toEqual(["Contoso staff true", "Tasker vendor true"]);
    expect(said("ex-Contoso, Tasker")).toEqual(["Tasker vendor true"]);
    expect(said("Contoso, ex-Tasker")).toEqual(["Contoso staff true"]);
    expect(said("Tasker (formerly Contoso)")).toEqual(["Tasker vendor true"]);
    expect(said("@contoso @tasker")).toEqual(["Contoso staff true", "Tasker vendor true"]);
    expect(said("Fabrikam MVP, Contoso")).toEqual(["Contoso staff true"]);
  });
});

describe("when somebody worked for an organisation", () => {
  const nothing: Employment = { companies: [], emailDomains: [], memberOf: [], told: [], observedAt };
  const periods = (known: Partial<Employment>) =>
    affiliationPeriods({ ...nothing, ...known }, organisations, read).map(
      ({ kind, from, until, source, at }) =>
        `${kind} ${from?.getUTCDate() ?? ""}..${until?.getUTCDate() ?? ""} ${source} seen ${at.getUTCDate()}`,
    );
  const told = (organisation: string, from: Date | null, until: Date | null) => ({
    ...{ organisation, from, until, source: "staff.csv", confidence: 1, readAt: day(30) },
  });

  test("a job ends where the profile says another one, which begins at the same instant", () => {
    const companies = [
      { value: "Contoso", from: null, until: day(10) },
      { value: "Tasker", from: day(10), until: null },
    ];
    expect(periods({ companies })).toEqual(["staff ..10 company seen 10", "vendor 10.. company seen 31"]);
  });

  test("e-mail domains count exactly and below, never as a part of another", () => {
    const at = (value: string) => periods({ emailDomains: [{ value, from: null, until: null }] });
    for (const domain of ["contoso.com", "research.contoso.com", "Contoso.COM"])
      expect(at(domain)).toEqual(["staff .. email-domain seen 31"]);
    for (const domain of ["notcontoso.com", "contoso.com.example", "contoso.co"]) expect(at(domain)).toEqual([]);
  });

  test("membership is of the organisation on that platform", () => {
    expect(periods({ memberOf: ["github:Contoso-Labs"] })).toEqual(["staff .. membership seen 31"]);
    expect(periods({ memberOf: ["gitlab.com:contoso-labs", "github:contoso"] })).toEqual([]);
  });

  test("a told end stands above a profile that was not changed, but not above one that says so since", () => {
    const stale = [{ value: "Contoso", from: null, until: null }];
    expect(periods({ companies: stale, told: [told("contoso inc", day(1), day(20))] })).toEqual([
      "staff 1..20 staff.csv seen 30",
    ]);
    const back = [{ value: "Contoso", from: day(20), until: null }];
    expect(periods({ companies: back, told: [told("Contoso", day(1), day(20))] })).toEqual([
      "staff 20.. company seen 31",
      "staff 1..20 staff.csv seen 30",
    ]);
  });

  test("a told employer that is none of the organisations takes nothing away", () => {
    const companies = [{ value: "Contoso", from: null, until: null }];
    expect(periods({ companies, told: [told("Fabrikam", day(1), null)] })).toEqual(["staff .. company seen 31"]);
  });
});
