import { analyse } from "@groundswell/analyse";
import type { CandidatePageAnswer } from "@groundswell/reports";
import { auditLog, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { asking, jsonOf, lead, numberOf, plantTrees } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf } from "./store-fixtures.ts";

describe.each(storeKinds)("the lists of people over the API, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  beforeEach(() => plantTrees(store, now));

  const ask = (path: string, asker = lead()) => asking(store, now, asker).get(path);
  async function list(query = "", asker = lead()): Promise<CandidatePageAnswer> {
    const response = await ask(`lumen/candidates${query}`, asker);
    expect(response.status, await response.clone().text()).toBe(200);
    const answer = await jsonOf(response);
    expectAnswer("CandidatePageAnswer", answer);
    return answer;
  }
  const handles = ({ candidates }: CandidatePageAnswer) => candidates.map(({ accounts }) => accounts[0]?.handle);
  const detail = async (path: string, asker = lead()) => {
    const response = await ask(path, asker);
    return [response.status, (await jsonOf(response)).detail] as const;
  };

  test("pages put together are the whole list, in its order, each with its twelve months", async () => {
    const whole = await list();
    expect(handles(whole)).toEqual(["ash", "birch", "cedar", "dogwood"]);
    const first = await list("?limit=3");
    const second = await list(`?limit=3&after=${first.next}`);
    expect([...first.candidates, ...second.candidates]).toEqual(whole.candidates);
    expect([whole.next, second.next]).toEqual([null, null]);
    for (const { months } of whole.candidates) expect(months).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  test("a page of a list that another analysis has replaced is refused, and not put together from both", async () => {
    const { next } = await list("?limit=1");
    await analyse({ store, now }, { expertise: "lumen", asOf });
    expect(await detail(`lumen/candidates?after=${next}`)).toEqual([
      409,
      "Another analysis has come since the page before: begin again with the first page.",
    ]);
  });

  test("filters take people out of sight and change no rank", async () => {
    const ranks = new Map((await list()).candidates.map(({ person, rank }) => [person, rank]));
    for (const [query, expected] of [
      ["?region=Portugal", ["ash", "dogwood"]],
      ["?region=unknown", ["cedar"]],
      ["?search=HEDGE", ["birch"]],
      ["?search=dog", ["dogwood"]],
      ["?channel=posts", ["ash", "birch", "cedar", "dogwood"]],
      ["?minEvidence=6", []],
      ["?gate=alumni", []],
      ["?stage=shortlisted", []],
      ["?stage=discovered&region=DE", ["birch"]],
    ] as const) {
      const answer = await list(query);
      expect(handles(answer), query).toEqual(expected);
      for (const { person, rank } of answer.candidates) expect(rank).toBe(ranks.get(person));
    }
    expect(await detail("lumen/candidates?channel=songs")).toEqual([
      404,
      expect.stringMatching(/^The expert track has no channel "songs"; it has: /),
    ]);
  });

  test("exports hold exactly who is filtered, on all pages, and no text that a spreadsheet would run", async () => {
    const shown = await list("?limit=200&region=unknown");
    const json = await ask("lumen/candidates?format=json&region=unknown&limit=1");
    expect(json.headers.get("content-disposition")).toBe(
      'attachment; filename="candidates-lumen-expert-2026-02-01.json"',
    );
    const { candidates } = await jsonOf(json);
    expect(candidates).toEqual(shown.candidates);
    const csv = await ask("lumen/candidates?format=csv&limit=1");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await csv.text()).replace("\ufeff", "").trimEnd().split("\r\n");
    const people = (await list()).candidates;
    expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(people.map(({ person }) => person));
    expect(lines[3]).toContain(`"'=HYPERLINK(""http://x.example"",""cedar"")"`);
    expect(lines[0]).toMatch(/^person,name,accounts,handles,stage,rank,/);
  });

  test("a lead of some regions finds their people alone, in lists, searches and exports", async () => {
    const portugal = lead({ regions: ["PT"] });
    expect(handles(await list("", portugal))).toEqual(["ash", "dogwood"]);
    expect(handles(await list("?search=birch", portugal))).toEqual([]);
    expect(handles(await list("?region=unknown", portugal))).toEqual([]);
    const csv = await (await ask("lumen/candidates?format=csv", portugal)).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(3);
    expect(handles(await list("", lead({ regions: [] })))).toEqual([]);
    const compare = async (...names: ("ash" | "birch" | "dogwood")[]) =>
      detail(`lumen/compare?people=${await Promise.all(names.map((name) => numberOf(store, name)))}`, portugal);
    expect((await compare("ash", "dogwood"))[0]).toBe(200);
    expect(await compare("ash", "birch")).toEqual([
      404,
      `There is no person ${await numberOf(store, "birch")} in "lumen": take a number from its candidates.`,
    ]);
  });

  test("whom a gate moved aside is listed with the reason, for those who may see them", async () => {
    await store.pool.query("update accounts set staff = true where native_id = 'birch'");
    await store.pool.query("delete from linked_from");
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const moved = async (asker = lead()) => {
      const answer = await jsonOf(ask("lumen/moved", asker));
      expectAnswer("MovedPageAnswer", answer);
      return answer.moved.map(({ name, gate }: { name: string; gate: string }) => [name, gate]);
    };
    expect(await moved()).toEqual([["Birch Hedge", "employee_of_vendor"]]);
    expect(await moved(lead({ regions: ["PT"] }))).toEqual([]);
  });

  test("those moved aside come a page at a time, with how many there are by reason on every page", async () => {
    await store.pool.query("update accounts set staff = true where native_id in ('birch', 'ash')");
    await store.pool.query("update accounts set vendor = true where native_id = 'dogwood'");
    await store.pool.query("delete from linked_from");
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const page = async (query: string, asker = lead()) => jsonOf(ask(`lumen/moved?${query}`, asker));
    const whole = await page("");
    const persons = whole.moved.map(({ person }: { person: number }) => person);
    expect(whole.next).toBeNull();
    expect(whole.totals).toEqual([
      { gate: "employee_of_vendor", people: 2 },
      { gate: "vendor_contractor", people: 1 },
    ]);
    const first = await page("limit=2");
    expect(first.moved).toEqual(whole.moved.slice(0, 2));
    const second = await page(`limit=2&after=${first.next}`);
    expect([second.moved, second.next]).toEqual([whole.moved.slice(2), null]);
    expect([first.totals, second.totals]).toEqual([whole.totals, whole.totals]);
    expect(persons).toEqual([...persons].sort((a, b) => a - b));
    // Whom a reader may not see is not counted either.
    expect((await page("", lead({ regions: ["JP"] }))).totals).toEqual([]);
    await analyse({ store, now }, { expertise: "lumen", asOf });
    expect((await ask(`lumen/moved?after=${first.next}`)).status).toBe(409);
  });

  test("people side by side have one row a term, with a place for each of them", async () => {
    const people = [await numberOf(store, "dogwood"), await numberOf(store, "ash")];
    const answer = await jsonOf(ask(`lumen/compare?people=${people}`));
    expectAnswer("CompareAnswer", answer);
    expect(answer.persons.map(({ person }: { person: number }) => person)).toEqual(people);
    for (const [index, { standing }] of answer.persons.entries()) {
      const points = answer.terms.map(({ of }: { of: ({ contribution: number } | null)[] }) => of[index]);
      const sum = points.reduce(
        (total: number, part: { contribution: number } | null) => total + (part?.contribution ?? 0),
        0,
      );
      expect(sum).toBeCloseTo(standing.score, 9);
    }
    expect((await ask("lumen/compare?people=1,2,3,4,5")).status).toBe(400);
    expect((await ask("lumen/compare?people=1,1")).status).toBe(400);
  });

  test("each list and each comparison is in the audit log, with who read it and by what filter", async () => {
    const [ash, birch] = [await numberOf(store, "ash"), await numberOf(store, "birch")];
    await list("?region=PT&limit=1");
    await ask("lumen/candidates?format=csv");
    await ask(`lumen/compare?people=${ash},${birch}`);
    await ask("lumen/renewals");
    const log = (await auditLog(store, 0)).reverse();
    expect(log.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ["River", "candidates", "candidates of lumen"],
      ["River", "candidates", "candidates of lumen"],
      ["River", "compare", `person ${ash} in lumen`],
      ["River", "compare", `person ${birch} in lumen`],
      ["River", "renewals", "renewals of lumen"],
    ]);
    expect(log[0]?.detail).toMatchObject({ reader: "u1", filter: { region: "PT" }, format: "page", people: 1 });
    expect(log[1]?.detail).toMatchObject({ filter: {}, format: "csv", people: 4 });
  });

  test("nothing about people is for product teams, operators, leads of other expertises or narrow tokens", async () => {
    const paths = ["candidates", "moved", "candidacies", "compare?people=1", "people/1", "people/1/dossier", "renewals"]
      .concat(["people/1/signals", "identities", "identities/proposals", "identities/history", "policy"])
      .map((path) => `lumen/${path}`);
    for (const path of paths) {
      expect([path, (await ask(path, lead({ role: "product" }))).status]).toEqual([path, 403]);
      expect([path, (await ask(path, lead({ role: "operator" }))).status]).toEqual([path, 403]);
      expect([path, (await ask(path, lead({ scopes: ["spaces:read"], via: "token" }))).status]).toEqual([path, 403]);
      expect([path, (await ask(path, lead({ expertises: ["ember"] }))).status]).toEqual([path, 404]);
    }
    expect(await auditLog(store, 0)).toEqual([]);
  });

  test("renewals of others' regions are left out", async () => {
    await store.pool.query(
      `with file as (insert into registries (name, kind, read_at) values ('awardees.csv', 'awardees', $1))
       insert into awards (registry, account_id, expertise, awarded_on, status)
       select 'awardees.csv', id, 'lumen', '2025-07-01', 'current' from accounts where native_id in ('ash', 'birch', 'cedar')`,
      [asOf],
    );
    const names = async (asker = lead()) => {
      const answer = await jsonOf(ask("lumen/renewals", asker));
      expectAnswer("RenewalsAnswer", answer);
      const all = [...answer.renewals, ...answer.unmatched] as { name: string }[];
      return all.map(({ name }) => name.slice(0, 5)).sort();
    };
    expect(await names()).toEqual(["=HYPE", "Ash G", "Birch"]);
    expect(await names(lead({ regions: ["DE"] }))).toEqual(["Birch"]);
  });

  test("what-if tells who would move and keeps nothing, and the policy's numbers are what it begins with", async () => {
    const policy = await jsonOf(ask("lumen/policy"));
    expectAnswer("PolicyAnswer", policy);
    const channels = policy.tracks.expert.channels.map(({ channel }: { channel: string }) => channel);
    expect(channels).toContain("posts");
    const runs = async () => (await store.pool.query("select count(*)::int as n from runs")).rows[0].n;
    const before = await runs();
    const { post } = asking(store, now);
    const answer = await jsonOf(post("lumen/what-if", { changes: { weights: { posts: 5 } } }));
    expectAnswer("WhatIfAnswer", answer);
    expect(answer.changes).toEqual([expect.stringMatching(/^the weight of posts is 5 instead of /)]);
    const wrong = await post("lumen/what-if", { changes: { weights: { songs: 5 } } });
    expect([wrong.status, (await jsonOf(wrong)).detail]).toEqual([422, expect.stringContaining('no channel "songs"')]);
    expect((await post("lumen/what-if", { changes: {} })).status).toBe(400);
    expect(await runs()).toBe(before);
    const dropped = { changes: { dropSpaces: ["qa.example:lumen"] } };
    const all = await jsonOf(post("lumen/what-if", dropped));
    const some = await jsonOf(asking(store, now, lead({ regions: ["PT"] })).post("lumen/what-if", dropped));
    const portugal = [await numberOf(store, "ash"), await numberOf(store, "dogwood")];
    const isTheirs = ({ person }: { person: number }) => portugal.includes(person);
    for (const part of ["movers", "entering", "leaving"] as const)
      expect(some[part]).toEqual(all[part].filter(isTheirs));
  });
});
