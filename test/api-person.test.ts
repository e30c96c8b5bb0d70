import { actOnCandidacy } from "@groundswell/analyse";
import {
  answerCandidacy,
  buildDossier,
  type PersonSignalAnswer,
  printDossier,
  requirePerson,
} from "@groundswell/reports";
import { auditLog, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { asking, jsonOf, lead, numberOf, plantTrees, type Tree } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf } from "./store-fixtures.ts";

describe.each(storeKinds)("one person over the API, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  beforeEach(() => plantTrees(store, now));

  const path = async (tree: Tree, rest = "") => `lumen/people/${await numberOf(store, tree)}${rest}`;
  async function read(name: Parameters<typeof expectAnswer>[0], of: string, asker = lead()) {
    const response = await asking(store, now, asker).get(of);
    expect(response.status, await response.clone().text()).toBe(200);
    const answer = await jsonOf(response);
    expectAnswer(name, answer);
    return answer;
  }
  async function send(of: string, body: unknown, asker = lead()) {
    const response = await asking(store, now, asker).post(of, body);
    return { status: response.status, answer: await jsonOf(response) };
  }
  const person = async (tree: Tree, asker = lead()) => read("PersonPageAnswer", await path(tree), asker);
  const move = async (tree: Tree, from: string, to: string, asker = lead()) =>
    send(await path(tree, "/candidacy"), { kind: "move", from, to, reason: "because" }, asker);

  test("says why this score, in parts that add up, and shows the days and the best items behind it", async () => {
    const ash = await person("ash");
    const { expert } = ash.tracks;
    const sum = expert.terms.reduce((total: number, term: { contribution: number }) => total + term.contribution, 0);
    expect(sum).toBeCloseTo(expert.score, 9);
    expect(expert.rankInterval).toHaveLength(2);
    expect(expert.stability.map(({ without }: { without: string }) => without)).not.toEqual([]);
    expect(ash.activity.days.counts).toHaveLength(365);
    expect(ash.activity.days.from).toBe("2025-02-01");
    // The tenth of September is day 221 of them.
    expect([ash.activity.days.counts[221], ash.activity.days.counts[220]]).toEqual([1, 0]);
    expect(ash.activity.kinds).toEqual([
      { kind: "answer", events: 4 },
      { kind: "post", events: 1 },
    ]);
    expect(ash.activity.spaces.map(({ key, events }: { key: string; events: number }) => [key, events])).toEqual([
      ["qa.example:lumen", 4],
      ["qa.example:stories", 1],
    ]);
    expect(ash.items[0]).toMatchObject({ votes: 9, kind: "answer", url: expect.stringContaining("ash") });
    expect(ash).toMatchObject({ region: "PT", candidacy: { stage: "discovered", history: [] }, elsewhere: [] });
  });

  test("leads from every number to its rows, page by page, and to no one else's", async () => {
    const rows = async (query = "") => read("PersonSignalsAnswer", await path("ash", `/signals${query}`));
    const { kinds, cells } = (await person("ash")).activity;
    for (const { kind, events } of kinds) expect((await rows(`?kind=${kind}`)).signals).toHaveLength(events);
    for (const { kind, space, events } of cells)
      expect((await rows(`?kind=${kind}&space=${encodeURIComponent(space)}`)).signals).toHaveLength(events);
    const all = (await rows()).signals as PersonSignalAnswer[];
    expect(all.map(({ title }) => title?.endsWith("ash"))).toEqual(new Array(5).fill(true));
    const paged: PersonSignalAnswer[] = [];
    for (let after = ""; ; ) {
      const { signals, next } = await rows(`?limit=2${after}`);
      paged.push(...signals);
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(paged).toEqual(all);
    expect((await rows("?from=2025-10-01&to=2025-12-01")).signals).toHaveLength(2);
  });

  test("whom another expertise or region knows is as if they were not there, whatever is asked", async () => {
    const [elm, birch] = [await numberOf(store, "elm"), await numberOf(store, "birch")];
    const portugal = lead({ regions: ["PT"] });
    for (const [asker, number] of [
      [lead(), elm],
      [lead(), 987654],
      [portugal, birch],
      [portugal, await numberOf(store, "cedar")],
    ] as const) {
      const { get, post } = asking(store, now, asker);
      const asked = [
        get(`lumen/people/${number}`),
        get(`lumen/people/${number}/signals`),
        get(`lumen/people/${number}/dossier`),
        get(`lumen/compare?people=${number}`),
        post(`lumen/people/${number}/candidacy`, { kind: "note", text: "hello" }),
        post(`lumen/people/${number}/wrong-data`, { about: { kind: "person" }, why: "wrong" }),
        post(`lumen/people/${number}/opt-out`, { isOut: true }),
      ];
      for (const response of await Promise.all(asked)) {
        const { detail } = await jsonOf(response);
        expect([response.status, detail]).toEqual([
          404,
          `There is no person ${number} in "lumen": take a number from its candidates.`,
        ]);
      }
    }
    expect(await auditLog(store, 0)).toEqual([]);
  });

  test("other expertises are named to those who may know of them only", async () => {
    await store.pool.query(
      "update accounts set person_id = (select id from accounts where native_id = 'ash') where native_id = 'elm'",
    );
    expect((await person("ash")).elsewhere).toEqual([]);
    const both = lead({ expertises: ["lumen", "ember"] });
    expect((await person("ash", both)).elsewhere).toEqual([{ slug: "ember", name: "ember" }]);
  });

  test("the dossier is the command's, in three formats, and a frozen one stays what it was", async () => {
    const ash = await requirePerson(store, "qa.example:ash");
    const get = async (query: string) => asking(store, now).get(await path("ash", `/dossier${query}`));
    const json = await (await get("")).text();
    expect(json).toBe(printDossier(await buildDossier(store, { expertise: "lumen", person: ash, asOf: null })));
    expectAnswer("Dossier", JSON.parse(json));
    const markdown = await get("?format=md");
    expect(markdown.headers.get("content-type")).toContain("text/markdown");
    expect(await markdown.text()).toContain("Ash Grove");
    const html = await get("?format=html&track=expert");
    expect(html.headers.get("content-disposition")).toContain("attachment");
    for (const [from, to] of [
      ["discovered", "shortlisted"],
      ["shortlisted", "in-review"],
      ["in-review", "nominated"],
    ] as const)
      expect((await move("ash", from, to)).status).toBe(200);
    const [frozen] = (await person("ash")).frozen;
    expect(frozen).toMatchObject({ stage: "nominated" });
    await store.pool.query("update accounts set name = 'Somebody Else' where native_id = 'ash'");
    expect(await (await get(`?frozen=${frozen.id}`)).text()).toBe(json);
    expect(await (await get("")).text()).toContain("Somebody Else");
    expect((await get(`?frozen=${frozen.id + 1}`)).status).toBe(404);
    const { get: elsewhere } = asking(store, now);
    expect((await elsewhere(await path("birch", `/dossier?frozen=${frozen.id}`))).status).toBe(404);
  });

  test("an act over the API leaves in the store what the command leaves", async () => {
    const acts = [
      { kind: "move", to: "shortlisted" },
      { kind: "assign", to: "Brook" },
      { kind: "move", to: "in-review" },
      { kind: "vote", vote: "yes", conflict: "none" },
      { kind: "note", text: "asked for a talk" },
    ] as const;
    const birch = await requirePerson(store, "qa.example:birch");
    let stage = "discovered";
    for (const act of acts) {
      const seen = act.kind === "move" ? { from: stage } : {};
      const { status, answer } = await send(await path("ash", "/candidacy"), { ...act, ...seen, reason: "because" });
      expect(status, JSON.stringify(answer)).toBe(200);
      expectAnswer("ActedAnswer", answer);
      await actOnCandidacy({ store, now, actor: "River" }, { expertise: "lumen", person: birch }, act, "because");
      stage = answer.stage;
    }
    const told = async (name: string) => {
      const { history, votes, ...one } = await answerCandidacy(store, "lumen", await requirePerson(store, name));
      const said = history.map(({ event: _, candidacy: __, at: ___, ...rest }) => rest);
      return {
        said,
        votes: votes.map(({ at: _, ...vote }) => vote),
        stage: one.stage,
        assigned: one.assigned,
        tally: one.tally,
      };
    };
    expect(await told("qa.example:ash")).toEqual(await told("qa.example:birch"));
    const log = (await auditLog(store, 0)).map(({ actor, action }) => `${actor}: ${action}`);
    expect(log.filter((line) => line === "River: candidacy stage")).toHaveLength(4);
    expectAnswer("CandidaciesAnswer", await jsonOf(asking(store, now).get("lumen/candidacies?stage=in-review")));
  });

  test("of two leads who decide at once, the second is told what the first has done", async () => {
    await move("ash", "discovered", "shortlisted");
    await move("ash", "shortlisted", "in-review");
    // Both moves are allowed one after the other: only what each has seen tells that they contradict.
    const both = await Promise.all([
      move("ash", "in-review", "nominated"),
      move("ash", "in-review", "declined", lead({ id: "u2", name: "Brook" })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409)?.answer.detail;
    expect(refused).toMatch(
      /^The candidacy is (nominated|declined) and no longer in review\. (River|Brook) has moved it meanwhile\. Read what happened and decide again\.$/,
    );
    const { history } = (await person("ash")).candidacy;
    expect(history.filter(({ kind: deed }: { kind: string }) => deed === "stage")).toHaveLength(3);
  });

  test("what the command refuses is refused with its sentence, and what is no act is no request", async () => {
    const vote = { kind: "vote", vote: "yes", conflict: "none" };
    expect(await send(await path("ash", "/candidacy"), vote)).toMatchObject({
      status: 422,
      answer: { detail: expect.stringContaining("Votes are cast while a candidacy is in review") },
    });
    expect((await move("ash", "discovered", "awarded")).status).toBe(422);
    for (const body of [{ kind: "cheer" }, { ...vote, actor: "Somebody" }, { kind: "note", text: "x".repeat(1001) }])
      expect((await send(await path("ash", "/candidacy"), body)).status, JSON.stringify(body)).toBe(400);
    const readOnly = lead({ scopes: ["people:read"], via: "token" });
    expect((await send(await path("ash", "/candidacy"), { kind: "note", text: "hello" }, readOnly)).status).toBe(403);
  });

  test("a bulk shortlist does what can be done and says of each of the others why not", async () => {
    await move("birch", "discovered", "shortlisted");
    const people = await Promise.all(
      (["ash", "birch", "elm", "dogwood"] as const).map((tree) => numberOf(store, tree)),
    );
    const { status, answer } = await send("lumen/shortlist", { people, reason: "spring round" });
    expect(status).toBe(200);
    expectAnswer("BulkAnswer", answer);
    expect(answer.done).toBe(2);
    expect(answer.results.map(({ person: id, why }: { person: number; why: string | null }) => [id, why])).toEqual([
      [people[0], null],
      [people[1], expect.stringContaining("is shortlisted and no longer discovered")],
      [people[2], expect.stringContaining("There is no person")],
      [people[3], null],
    ]);
    const many = Array.from({ length: 201 }, (_, index) => index + 1);
    expect((await send("lumen/shortlist", { people: many, reason: "all" })).status).toBe(400);
    const again = await send("lumen/shortlist", { people, reason: "again" }, lead({ regions: ["PT"] }));
    expect(again.answer.results[1].why).toContain("There is no person");
  });

  test("wrong data is reported about what is theirs alone, shown, and closed once", async () => {
    const about = (what: object) => ({ about: what, why: "this is somebody else" });
    const at = await path("ash", "/wrong-data");
    const kept = await send(at, about({ kind: "account", account: "qa.example:ash" }));
    expect(kept.status).toBe(201);
    expectAnswer("DataReportAnswer", kept.answer);
    expect((await send(at, about({ kind: "account", account: "qa.example:birch" }))).status).toBe(404);
    expect((await send(at, about({ kind: "signal", signal: "qa.example:answer:birch-09" }))).status).toBe(404);
    expect((await send(at, about({ kind: "signal", signal: "qa.example:answer:ash-09" }))).status).toBe(201);
    expect((await person("ash")).wrongData).toMatchObject([{ report: kept.answer.id, why: "this is somebody else" }]);
    const close = `${at}/${kept.answer.id}/resolution`;
    expect(
      (await send(`${await path("birch", "/wrong-data/")}${kept.answer.id}/resolution`, { resolution: "x" })).status,
    ).toBe(404);
    expect((await send(close, { resolution: "split" })).answer.resolvedBy).toBe("River");
    expect((await send(close, { resolution: "again" })).status).toBe(404);
  });

  test("what is wrong about a link is told to nobody who may not see both of its ends", async () => {
    const about = { kind: "link", a: "qa.example:ash", b: "qa.example:birch" };
    expect((await send(await path("ash", "/wrong-data"), { about, why: "two people" })).status).toBe(201);
    expect((await person("ash")).wrongData).toMatchObject([{ why: "two people" }]);
    const { get } = asking(store, now, lead({ regions: ["PT"] }));
    for (const page of [await path("ash"), await path("ash", "/dossier"), "lumen/candidates"]) {
      const text = await (await get(page)).text();
      expect([page, text.includes("ash"), text.includes("two people")]).toEqual([page, true, false]);
    }
  });

  test("whoever wants to be left alone is noted once", async () => {
    const { status, answer } = await send(await path("ash", "/opt-out"), { isOut: true, reason: "asked by mail" });
    expect(status).toBe(200);
    expectAnswer("OptOut", answer);
    expect((await send(await path("ash", "/opt-out"), { isOut: true })).status).toBe(422);
  });

  test("every reading of a person is in the audit log, with who read, whom, and where", async () => {
    await person("ash");
    await asking(store, now).get(await path("ash", "/signals?kind=post"));
    await asking(store, now).get(await path("ash", "/dossier?format=md"));
    const subject = `person ${await numberOf(store, "ash")} in lumen`;
    expect((await auditLog(store, 0)).reverse()).toMatchObject([
      { actor: "River", action: "person", subject, detail: { reader: "u1" } },
      { actor: "River", action: "personSignals", subject, detail: { kind: "post" } },
      { actor: "River", action: "dossier", subject, detail: { format: "md" } },
    ]);
  });
});
