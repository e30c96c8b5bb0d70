import { expect, test } from "vitest";
import { readThread } from "../health/asked-thread.ts";
import { questionsPileUp } from "./questions-pile-up.ts";
import { alertWeeks, spaceWeeks } from "./space-weeks.ts";

test("weeks count what was asked and who responded first, and know nothing before the record or of what was not read", () => {
  const asOf = Date.UTC(2026, 1, 1);
  const day = 86_400_000;
  const read = (askedAt: number, wait: number | null, more: object = {}) => ({
    thread: { id: 1, askedAt, isQuestion: true, asker: 9, isNewcomer: null, views: null, closed: null, posts: [] },
    ageMs: asOf - askedAt,
    responses:
      wait === null
        ? []
        : [3, 4].map((person) => ({ at: askedAt + wait, person, isStaff: false, isAnswer: true, accepted: null })),
    waitMs: wait,
    acceptedMs: null,
    settled: null,
    ...more,
  });
  const threads = [
    read(asOf - 5 * day, day),
    read(asOf - 5 * day, 4 * day),
    read(asOf - day, null),
    read(asOf - 9 * day, null),
    read(asOf - 41 * day, day, {
      responses: [null, null].map((person) => ({
        at: asOf - 40 * day,
        person,
        isStaff: false,
        isAnswer: true,
        accepted: null,
      })),
    }),
    // Closed before anybody responded.
    {
      ...read(asOf - 5 * day, null, { settled: asOf - 4 * day }),
      thread: { ...read(0, null).thread, closed: asOf - 4 * day },
    },
  ];
  const told = {
    asOf,
    isRead: Array.from({ length: alertWeeks }, (_, at) => at !== 49),
    recordedSince: asOf - 40 * 7 * day,
  };
  const { weeks, answerers, unknownFirst } = spaceWeeks("qa.example:lumen", threads, told);
  expect(weeks.slice(-3)).toEqual([null, { asked: 1, old: 1, helped: 0 }, { asked: 3, old: 2, helped: 1 }]);
  expect(weeks.filter((week) => week === null)).toHaveLength(12 + 1);
  expect(answerers.map(({ person, first, all }) => [person, first.at(-1), all.at(-1)])).toEqual([
    [3, 2, 2],
    [4, 0, 2],
  ]);
  expect(unknownFirst.flatMap((count, at) => (count === 0 ? [] : [[at, count]]))).toEqual([[46, 1]]);
});

test("a steady space in which a machine closes what nobody answers for thirty days raises nothing", () => {
  const day = 86_400_000;
  const asOf = Date.UTC(2026, 1, 1);
  const threads = Array.from({ length: alertWeeks * 10 }, (_, at) => {
    const askedAt = asOf - (at + 1) * 0.7 * day;
    const answers = [{ at: askedAt + day, person: 2, isStaff: false, isAnswer: true, accepted: null }];
    const known = { isQuestion: true, asker: 9, isNewcomer: null, views: null };
    return at % 2 === 0
      ? { ...known, id: at, askedAt, closed: null, posts: answers }
      : { ...known, id: at, askedAt, closed: askedAt + 30 * day, posts: [] };
  }).map((one) => readThread(one, asOf));
  const isRead = new Array<boolean>(alertWeeks).fill(true);
  const counted = spaceWeeks("qa.example:lumen", threads, { asOf, isRead, recordedSince: 0 });
  const look = questionsPileUp(counted);
  expect(look).toMatchObject({ isWorthSaying: false });
  expect(look?.sentence).toMatch(
    /^\d+ threads of the last 4 weeks had no response within 72 h, where 1\d\.\d would be usual for it\.$/,
  );
});
