import { addGrants, addUser, disableUser, type Role, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { asking, jsonOf, lead, numberOf, plantTrees } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf } from "./store-fixtures.ts";

describe.each(storeKinds)("who can look after a candidacy, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const by = { actor: "test", at: asOf };
  const river = lead({ name: "River", actor: "river@example.org" });
  beforeEach(() => plantTrees(store, now));

  async function make(name: string, role: Role, expertises: string[] = [], regions: string[] = []): Promise<string> {
    const { id } = await addUser(store, { name, role, email: `${name.toLowerCase()}@example.org` }, by);
    if (expertises.length + regions.length > 0) await addGrants(store, id, { expertises, regions }, by);
    return id;
  }

  async function assignees(asker = river) {
    const path = `lumen/people/${await numberOf(store, "birch")}/assignees`;
    const answer = await jsonOf(asking(store, now, asker).get(path));
    expectAnswer("AssigneesAnswer", answer);
    return answer.assignees.map(({ name }: { name: string }) => name);
  }

  test("leads of the expertise and admins, by name, and the asker once", async () => {
    await make("Ursa", "lead", ["lumen"]);
    await make("River", "lead", ["lumen"]);
    await make("Ada", "admin");
    await make("Star", "lead", ["*"]);
    expect(await assignees()).toEqual(["Ada", "River", "Star", "Ursa"]);
  });

  test("nobody who could do nothing: product teams, operators, leads of another expertise, who is disabled", async () => {
    await make("Prue", "product", ["lumen"]);
    await make("Opal", "operator");
    await make("Ember", "lead", ["ember"]);
    await make("New", "lead");
    await disableUser(store, await make("Gone", "lead", ["lumen"]), by);
    expect(await assignees()).toEqual(["River"]);
  });

  test("a lead of a region only where they would see the person", async () => {
    await make("Lisbon", "lead", ["lumen"], ["PT"]);
    await make("Berlin", "lead", [], ["DE"]);
    expect(await assignees()).toEqual(["Berlin", "River"]);
  });

  test("a person whom the asker may not know of is not there, in the words of every other route", async () => {
    const person = await numberOf(store, "birch");
    const { get } = asking(store, now, lead({ regions: ["PT"] }));
    const answer = await get(`lumen/people/${person}/assignees`);
    expect(answer.status).toBe(404);
    expect((await jsonOf(answer)).detail).toBe(
      `There is no person ${person} in "lumen": take a number from its candidates.`,
    );
  });

  test("who was chosen is taken by their actor, and the history says so", async () => {
    await make("Ursa", "lead", ["lumen"]);
    const person = await numberOf(store, "birch");
    const { get, post } = asking(store, now, river);
    const { assignees: list } = await jsonOf(get(`lumen/people/${person}/assignees`));
    const { actor } = list.find(({ name }: { name: string }) => name === "Ursa");
    const acted = await jsonOf(post(`lumen/people/${person}/candidacy`, { kind: "assign", to: actor }));
    expect(acted.candidacy.assigned).toBe("ursa@example.org");
  });
});

describe.each(storeKinds)("who does not want to be considered, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  beforeEach(() => plantTrees(store, now));

  test("the page of the person says so at once, without an analysis, and of nobody else", async () => {
    const { get, post } = asking(store, now);
    const [ash, birch] = [await numberOf(store, "ash"), await numberOf(store, "birch")];
    const wish = async (person: number) => (await jsonOf(get(`lumen/people/${person}`))).optOut;
    expect(await wish(ash)).toBeNull();
    await post(`lumen/people/${ash}/opt-out`, { isOut: true, reason: "told us so" });
    const at = asOf.toISOString();
    expect(await wish(ash)).toEqual({ account: "qa.example:ash", by: "River", reason: "told us so", at });
    expect(await wish(birch)).toBeNull();
    await post(`lumen/people/${ash}/opt-out`, { isOut: false });
    expect(await wish(ash)).toBeNull();
  });
});
