import type { Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { addSource, pullAt, useSmallPlace } from "./small-place.ts";

const tagged = ["docker", "docker-compose", "dockerfile"];
const asked = Date.parse("2026-09-03T10:00:00Z") / 1000;
const answer = {
  answer_id: 11,
  question_id: 1,
  creation_date: asked + 60,
  is_accepted: false,
  score: 1,
  body: "Words",
};
const question = {
  ...{ question_id: 1, title: "T", tags: tagged, creation_date: asked, last_activity_date: asked + 60 },
  ...{ answer_count: 1, is_answered: false, score: 1, view_count: 3, link: "https://qa.example/q/1", body: "Words" },
};

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const place = useSmallPlace();

  test.each([
    ["asked for by themselves", {}],
    ["inside the question", { answers: [answer] }],
  ])("a question that is the newest of three tags is no page that does not turn, its answers %s", async (_, inside) => {
    const id = await addSource(store, "stackexchange", { site: "qa", tagged, baseUrl: place.baseUrl, auth: "none" });
    place.answer = ({ pathname }) => ({
      ...{ items: pathname.endsWith("/answers") ? [answer] : [{ ...question, ...inside }] },
      ...{ has_more: false, quota_max: 300, quota_remaining: 200 },
    });
    for (const now of ["2026-09-03T12:00:00Z", "2026-09-03T13:00:00Z"])
      expect((await pullAt(store, id, now)).state).toBe("ok");
  });
});
