import {
  actOnCandidacy,
  analyse,
  type CandidacyAct,
  decide,
  reportWrongData,
  resolveWrongData,
} from "@groundswell/analyse";
import { type Account, account, type Signal } from "@groundswell/model";
import {
  answerCandidacies,
  answerCandidacy,
  answerCandidates,
  answerDataReports,
  buildDossier,
  frozenDossier,
  printDossier,
  requirePerson,
} from "@groundswell/reports";
import { auditLog, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const birch = account("birch.example", "1", { name: "Birch Grove", handle: "birch" });
const cedar = account("cedar.example", "2", { name: "Cedar Hedge", handle: "cedar" });
const expertise = "lumen";

function answersOf(by: Account, votes: number): Signal[] {
  return ["09", "10", "11", "12"].map((month) => ({
    ...made(`${by.handle}-${month}`, {
      occurredAt: `2025-${month}-10T12:00:00.000Z`,
      url: `https://qa.example/${by.handle}-${month}`,
      title: `Answer of ${month}`,
      metrics: { score: votes },
    }),
    account: by,
  }));
}

describe.each(storeKinds)("from candidate to decision, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);

  beforeEach(async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [...answersOf(birch, 5), ...answersOf(cedar, 2)] });
    await analyse({ store, now }, { expertise, asOf });
  });

  async function act(name: string, deed: CandidacyAct, by = "lead") {
    const person = await requirePerson(store, name);
    return actOnCandidacy({ store, now, actor: by }, { expertise, person }, deed, "because");
  }
  const move = (name: string, to: Extract<CandidacyAct, { kind: "move" }>["to"]) => act(name, { kind: "move", to });
  const vote = (name: string, by: string, conflict = "none") => act(name, { kind: "vote", vote: "yes", conflict }, by);
  const show = async (name: string) => answerCandidacy(store, expertise, await requirePerson(store, name));
  const frozen = async (name: string) => frozenDossier(store, expertise, await requirePerson(store, name));
  const refusal = (deed: Promise<unknown>) =>
    deed.then(
      () => null,
      (error: Error) => error.message,
    );
  const stages = async () =>
    (await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 0 })).candidates.map(
      ({ name, stage }) => [name, stage],
    );

  test("a candidate whom nobody has considered has no stage, and one who was moved has it in every list", async () => {
    expect(await stages()).toEqual([
      ["Birch Grove", null],
      ["Cedar Hedge", null],
    ]);
    expect(await show("birch.example:1")).toMatchObject({ stage: "discovered", history: [] });
    await move("birch.example:1", "shortlisted");
    expect(await stages()).toContainEqual(["Birch Grove", "shortlisted"]);
    const { candidacies } = await answerCandidacies(store, { expertise, stage: "shortlisted", assigned: null });
    expect(candidacies.map(({ name }) => name)).toEqual(["Birch Grove"]);
    expect((await answerCandidacies(store, { expertise, stage: "awarded", assigned: null })).candidacies).toEqual([]);
  });

  test("a move that is not allowed changes nothing, and every one that is made is in the audit log", async () => {
    expect(await refusal(move("birch.example:1", "awarded"))).toMatch(
      /cannot become awarded: it can become shortlisted/,
    );
    expect((await show("birch.example:1")).history).toEqual([]);
    expect(await auditLog(store, 0)).toEqual([]);
    await move("birch.example:1", "shortlisted");
    const log = await auditLog(store, 0);
    expect(log).toMatchObject([
      {
        actor: "lead",
        action: "candidacy stage",
        detail: { from: "discovered", to: "shortlisted", reason: "because" },
      },
    ]);
  });

  test("an undo takes the last move back and stays in the history", async () => {
    expect(await refusal(act("birch.example:1", { kind: "undo" }))).toMatch(/nothing can be taken back/);
    await move("birch.example:1", "shortlisted");
    await move("birch.example:1", "in-review");
    await act("birch.example:1", { kind: "undo" });
    const { stage, history } = await show("birch.example:1");
    expect(stage).toBe("shortlisted");
    expect(history.map(({ kind: deed, stands }) => [deed, stands])).toEqual([
      ["stage", true],
      ["stage", false],
      ["undo", true],
    ]);
  });

  test("votes are cast in review, with a declaration, and by nobody about themselves", async () => {
    expect(await refusal(vote("birch.example:1", "river"))).toMatch(/while a candidacy is in review/);
    await move("birch.example:1", "shortlisted");
    await move("birch.example:1", "in-review");
    expect(await refusal(vote("birch.example:1", "Birch"))).toMatch(/nobody votes on themselves/);
    expect(await refusal(vote("birch.example:1", "river", " "))).toMatch(/declaration of a conflict/);
    await vote("birch.example:1", "river", "None");
    await vote("birch.example:1", "brook", "same employer");
    expect(await show("birch.example:1")).toMatchObject({ tally: { yes: 1, no: 0, abstain: 0, notCounted: 1 } });
  });

  test("a note is in the history and in no dossier, and evidence without a source is in it and in no score", async () => {
    await act("birch.example:1", { kind: "note", text: "met at the spring meeting" });
    const person = await requirePerson(store, "birch.example:1");
    const before = await buildDossier(store, { expertise, person, asOf: null });
    const written = { activity: "Mentorship", title: "Six newcomers", url: null, date: "2025-12-01", note: "weekly" };
    await act("birch.example:1", { kind: "evidence", ...written, vouchedBy: "river" });
    await analyse({ store, now }, { expertise, asOf });
    const after = await buildDossier(store, { expertise, person, asOf: null });
    expect(after.vouched).toMatchObject([{ ...written, vouchedBy: "river", by: "lead" }]);
    expect(after.tracks).toEqual(before.tracks);
    expect(JSON.stringify(after)).not.toContain("spring meeting");
    expect((await show("birch.example:1")).history.map(({ kind: deed }) => deed)).toEqual(["note", "evidence"]);
  });

  test.each([
    [{ url: "javascript:alert(1)" }, /no address of the web/],
    [{ date: "2025-02-30" }, /is not a date/],
    [{ title: "x".repeat(101) }, /has 101 characters: the most are 100/],
    [{ vouchedBy: "  " }, /Nothing is written for who vouches/],
  ])("evidence that the program's form would not take is refused: %j", async (wrong, why) => {
    const good = { activity: "Mentorship", title: "t", url: null, date: "2025-12-01", note: "n", vouchedBy: "river" };
    expect(await refusal(act("birch.example:1", { kind: "evidence", ...good, ...wrong }))).toMatch(why);
    expect((await show("birch.example:1")).history).toEqual([]);
  });

  test("a decision freezes the dossier: later runs change nothing in it, and undoing the decision puts it away", async () => {
    expect(await refusal(frozen("birch.example:1"))).toMatch(/No decision .* stands/);
    const person = await requirePerson(store, "birch.example:1");
    const then = printDossier(await buildDossier(store, { expertise, person, asOf: null }));
    for (const stage of ["shortlisted", "in-review", "nominated"] as const) await move("birch.example:1", stage);
    const kept = await frozen("birch.example:1");
    expect(kept).toMatchObject({ document: then, stage: "nominated" });

    await save(store, { id: "test", expertises: [expertise] } as never, {
      signals: [{ ...made("later", { metrics: { score: 50 } }), account: birch }],
    });
    await analyse({ store, now }, { expertise, asOf });
    expect(printDossier(await buildDossier(store, { expertise, person, asOf: null }))).not.toBe(then);
    expect((await frozen("birch.example:1")).document).toBe(then);
    await act("birch.example:1", { kind: "undo" });
    expect(await refusal(frozen("birch.example:1"))).toMatch(/No decision/);
  });

  test("a frozen dossier that somebody changed in the database is not shown as what was decided on", async () => {
    for (const stage of ["shortlisted", "declined"] as const) await move("birch.example:1", stage);
    await store.pool.query("update dossiers set document = replace(document, 'Birch', 'Beech')");
    expect(await refusal(frozen("birch.example:1"))).toMatch(/has been changed in the database/);
  });

  test("a candidacy goes with its person through a merge, and back when the merge is undone", async () => {
    await move("cedar.example:2", "shortlisted");
    const pair = { a: "birch.example:1", b: "cedar.example:2" };
    const { decision } = await decide({ store, now, actor: "lead" }, { kind: "accept", pair });
    expect(await show("birch.example:1")).toMatchObject({ stage: "shortlisted", unsettled: [] });
    await decide({ store, now, actor: "lead" }, { kind: "undo", decision: decision.id });
    expect(await show("birch.example:1")).toMatchObject({ stage: "discovered" });
    expect(await show("cedar.example:2")).toMatchObject({ stage: "shortlisted" });
  });

  test("two candidacies that come to be of one person are shown as one, and a person settles which goes on", async () => {
    await move("birch.example:1", "shortlisted");
    await move("cedar.example:2", "shortlisted");
    await move("cedar.example:2", "in-review");
    const pair = { a: "birch.example:1", b: "cedar.example:2" };
    const { decision } = await decide({ store, now, actor: "lead" }, { kind: "accept", pair });
    const joined = await show("birch.example:1");
    expect(joined.history).toHaveLength(3);
    expect(joined.unsettled.map(({ stage }) => stage)).toEqual(["shortlisted", "in-review"]);
    expect((await answerCandidacies(store, { expertise: null, stage: null, assigned: null })).candidacies).toHaveLength(
      1,
    );
    expect(await refusal(move("birch.example:1", "nominated"))).toMatch(/candidacy settle <person> --into/);
    expect(await refusal(act("birch.example:1", { kind: "settle", into: 99 }))).toMatch(/is not this person's/);

    const [first] = joined.unsettled;
    await act("birch.example:1", { kind: "settle", into: first?.candidacy ?? 0 });
    expect(await show("cedar.example:2")).toMatchObject({ stage: "shortlisted", unsettled: [] });
    await move("cedar.example:2", "in-review");
    await decide({ store, now, actor: "lead" }, { kind: "undo", decision: decision.id });
    expect(await show("birch.example:1")).toMatchObject({ stage: "in-review" });
    expect(await show("cedar.example:2")).toMatchObject({ stage: "in-review", unsettled: [] });
    expect((await show("cedar.example:2")).history).toHaveLength(3);
  });

  test("a person is named by number or account, and what is neither is answered with one sentence", async () => {
    const { person } = await requirePerson(store, "birch.example:1");
    expect((await requirePerson(store, String(person))).name).toBe("Birch Grove");
    expect(await refusal(requirePerson(store, "birch.example:birch"))).toMatch(/not its handle, as in birch.example:1/);
    expect(await refusal(requirePerson(store, "9999"))).toMatch(/^There is no person "9999"/);
  });

  test("wrong data is marked on the item until a lead resolves it, and the report stays", async () => {
    const lead = { store, now, actor: "lead" };
    const report = await reportWrongData(lead, ["qa.example:answer:birch-12"], "somebody else wrote it");
    const marks = async () => {
      const answer = await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 0 });
      return answer.candidates.flatMap(({ evidence }) =>
        evidence.flatMap(({ url, wrongData }) => wrongData.map(({ why }) => [url, why])),
      );
    };
    expect(await marks()).toEqual([["https://qa.example/birch-12", "somebody else wrote it"]]);
    const person = await requirePerson(store, "birch.example:1");
    const dossier = await buildDossier(store, { expertise, person, asOf: null });
    expect(dossier.items.filter(({ wrongData }) => wrongData.length > 0).map(({ signal }) => signal)).toEqual([
      "qa.example:answer:birch-12",
    ]);
    await resolveWrongData(lead, report.id, "moved to its author");
    expect(await marks()).toEqual([]);
    expect(await refusal(resolveWrongData(lead, report.id, "again"))).toMatch(/no open report/);
    expect((await answerDataReports(store, "open")).reports).toEqual([]);
    expect((await answerDataReports(store, "all")).reports).toMatchObject([
      { why: "somebody else wrote it", resolution: "moved to its author", resolvedBy: "lead" },
    ]);
    expect((await auditLog(store, 0)).map(({ action }) => action)).toEqual(["wrong-data resolve", "wrong-data report"]);
  });

  test("an account, a person and a link can be reported too; what is called nothing cannot", async () => {
    const lead = { store, now, actor: "lead" };
    const { person } = await requirePerson(store, "birch.example:1");
    for (const what of [["birch.example:1"], [String(person)], ["birch.example:1", "cedar.example:2"]])
      await reportWrongData(lead, what, "wrong");
    const answer = await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 0 });
    expect(answer.candidates.map(({ name, wrongData }) => [name, wrongData.length])).toEqual([
      ["Birch Grove", 3],
      ["Cedar Hedge", 1],
    ]);
    expect(await refusal(reportWrongData(lead, ["nothing"], "wrong"))).toMatch(/^Nothing is called "nothing"/);
    expect(await refusal(reportWrongData(lead, ["birch.example:1"], " "))).toMatch(/Say what is wrong/);
  });
});
