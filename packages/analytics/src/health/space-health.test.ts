import { type AskedThread, hourMs, type ThreadPost } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { readThread } from "./asked-thread.ts";
import { spaceHealth } from "./space-health.ts";

const window = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-03-26T00:00:00Z") };
const from = window.from.getTime();
const to = window.to.getTime();
const asker = 1;

type PostGiven = Partial<Omit<ThreadPost, "at">> & { hours: number };

/** A thread of so many hours after the window's beginning, and what was written in it so many hours later. */
function thread(hours: number, posts: PostGiven[] = [], more: Partial<AskedThread> = {}): AskedThread {
  const askedAt = from + hours * hourMs;
  return {
    ...{ id: hours, askedAt, isQuestion: true, asker, isNewcomer: null, views: null, closed: null },
    ...more,
    posts: posts.map(({ hours: later, ...known }) => ({
      ...{ at: askedAt + later * hourMs, person: 2, isStaff: false, isAnswer: true, accepted: null },
      ...known,
    })),
  };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function health(threads: AskedThread[], before: AskedThread[] = [], experts: number[] = []) {
  return spaceHealth({
    now: threads.map((one) => readThread(one, to)),
    before: before.map((one) => readThread(one, from)),
    beforeByNow: before.map((one) => readThread(one, to)),
    ...{ window, acceptanceShown: true, experts: new Set(experts) },
  });
}

describe("what is no response", () => {
  test("the post that began the thread and what the asker adds are none: the first other person's is the first", () => {
    const { waitMs, responses } = readThread(thread(0, [{ hours: 1, person: asker }, { hours: 5 }]), to);
    expect([waitMs, responses.length]).toEqual([5 * hourMs, 1]);
    expect(readThread(thread(0, [{ hours: 1, person: asker }]), to)).toMatchObject({ waitMs: null, settled: null });
  });

  test("an unknown author is somebody else, also where the asker is unknown", () => {
    expect(readThread(thread(0, [{ hours: 1, person: null }], { asker: null }), to).waitMs).toBe(hourMs);
  });

  test("an answer that the asker gave and accepted settles the thread and is no acceptance", () => {
    const own = thread(0, [{ hours: 1, person: asker, accepted: from + 2 * hourMs }]);
    expect(readThread(own, to)).toMatchObject({ acceptedMs: null, settled: from + 2 * hourMs });
    expect(health([own]).backlog).toBe(0);
  });

  test("what came at the instant or later does not show", () => {
    const late = thread(0, [{ hours: 3, accepted: from + 9 * hourMs }], { closed: from + 5 * hourMs });
    expect(readThread(late, from + 3 * hourMs)).toMatchObject({ waitMs: null, settled: null, acceptedMs: null });
    expect(readThread(late, from + 9 * hourMs)).toMatchObject({ waitMs: 3 * hourMs, acceptedMs: null });
    expect(readThread(late, from + 10 * hourMs)).toMatchObject({ acceptedMs: 9 * hourMs });
  });

  test("an acceptance dated by the day is not before what it accepts", () => {
    expect(readThread(thread(10, [{ hours: 4, accepted: from }]), to).acceptedMs).toBe(4 * hourMs);
  });
});

describe("response rate", () => {
  const end = 84 * 24;

  test("the unanswered stay in the denominator, and the wait is theirs too", () => {
    const { rates, firstResponse } = health([
      ...times(10, (n) => thread(n, [{ hours: 2 }])),
      ...times(30, (n) => thread(100 + n)),
    ]);
    expect(rates.responseRate["24h"]).toMatchObject({ value: 0.25, count: 10, n: 40 });
    expect(rates.responseRate["24h"].lower).toBeCloseTo(0.142, 3);
    expect(firstResponse).toMatchObject({ median: null, answeredOnlyMedian: 2, happened: 10, waiting: 30 });
  });

  test("a thread younger than the hours asked about is in no denominator, answered or not", () => {
    const { rates } = health([
      ...times(10, (n) => thread(n, [{ hours: 2 }])),
      ...times(5, (n) => thread(end - 30 - n, n < 2 ? [{ hours: 1 }] : [])),
    ]);
    expect(rates.responseRate["24h"]).toMatchObject({ count: 12, n: 15 });
    expect(rates.responseRate["72h"]).toMatchObject({ count: 10, n: 10, value: 1 });
  });

  test("a response after exactly the hours asked about is within them", () => {
    const { rates } = health(times(10, (n) => thread(n, [{ hours: n < 5 ? 24 : 24.01 }])));
    expect(rates.responseRate["24h"].count).toBe(5);
  });

  test("below ten threads nothing is claimed and the counts stay", () => {
    const few = health(times(9, (n) => thread(n, [{ hours: 2 }])));
    expect(few).toMatchObject({ threads: 9, insufficient: true, backlog: 0, closureRatio: null });
    expect(few.rates.responseRate["24h"]).toEqual({ value: null, lower: null, upper: null, count: 9, n: 9 });
    expect(few.firstResponse).toMatchObject({ median: null, answeredOnlyMedian: null, happened: 9 });
  });
});

test("whatever is closed after more than 72 hours without a response stays in every denominator; what is closed sooner is in none", () => {
  const closedAfter = (hours: number) =>
    health([
      ...times(20, (n) => thread(n, [{ hours: 1 }])),
      ...times(20, (n) => thread(n, [], { closed: from + (n + hours) * hourMs })),
    ]);
  const late = closedAfter(60 * 24);
  expect(late).toMatchObject({ threads: 40, dismissed: 0, backlog: 0, firstResponse: { median: 1, p90: null } });
  expect(late.rates.responseRate["7d"]).toMatchObject({ value: 0.5, n: 40 });
  expect(late.rates.orphan).toMatchObject({ value: 0.5, n: 40 });
  expect(closedAfter(73)).toMatchObject({ dismissed: 0 });
  const soon = closedAfter(72);
  expect(soon).toMatchObject({ dismissed: 20, firstResponse: { p90: 1, waiting: 0 } });
  expect(soon.rates.responseRate["7d"]).toMatchObject({ value: 1, n: 20 });
  const undated = health(times(10, (n) => thread(n, [], { closed: "undated" })));
  expect(undated).toMatchObject({ dismissed: 0, firstResponse: { waiting: 10 } });
});

test("a thread that was closed without a response was watched until then and not to the window's end", () => {
  // Two are closed before the others have their response, so half of all is reached among ten and not among twelve.
  const closed = times(2, (n) => thread(n, [], { closed: from + (n + 80) * hourMs }));
  const { firstResponse } = health([
    ...closed,
    ...times(5, (n) => thread(n, [{ hours: 100 + n }])),
    ...times(5, (n) => thread(n)),
  ]);
  expect(firstResponse).toMatchObject({ median: 104, happened: 5, waiting: 7 });
});

test("the backlog is of the window's threads: closed and answered ones are not in it, its age is an age that was seen", () => {
  const measured = health([
    ...times(8, (n) => thread(n, [{ hours: 2 }])),
    thread(1, [], { closed: from + 50 * hourMs }),
    thread(1, [], { closed: "undated" }),
    thread(0),
    thread(24 * 10),
    thread(24 * 80),
  ]);
  expect(measured.backlog).toBe(3);
  expect(measured.backlogAgeDays).toEqual({ median: 74, p90: 84 });
  expect(measured.backlogGrowthPerWeek).toBeCloseTo(3 / 12, 9);
});

test("settling old threads shrinks the backlog: what was settled before the window is not settled in it", () => {
  const old = [
    ...times(4, (n) => thread(-500 + n, [{ hours: 600 }])),
    ...times(5, (n) => thread(-500 + n, [{ hours: 3 }])),
  ];
  const measured = health(
    times(10, (n) => thread(n, [{ hours: 2 }])),
    old,
  );
  expect(measured.closureRatio).toBe(1.4);
  expect(measured.backlogGrowthPerWeek).toBeCloseTo(-4 / 12, 9);
});

test("orphans are what nobody answered in thirty days; acceptance is asked after fourteen", () => {
  const { rates, acceptance } = health([
    ...times(10, (n) => thread(n, [{ hours: 24 * (n < 4 ? 31 : 2), accepted: n === 9 ? from + 900 * hourMs : null }])),
    ...times(5, (n) => thread(24 * 75 + n)),
  ]);
  expect(rates.orphan).toMatchObject({ count: 4, n: 10 });
  expect(rates.accepted).toMatchObject({ count: 1, n: 10 });
  expect(acceptance).toMatchObject({ happened: 1, waiting: 14 });
});

test("where one acceptance has no date, nothing is said of how long they take", () => {
  const { rates, acceptance } = health(times(12, (n) => thread(n, [{ hours: 2, accepted: n ? null : "undated" }])));
  expect(rates.accepted).toMatchObject({ count: 1, n: 12 });
  expect(acceptance).toBeNull();
});

test("experts, staff, newcomers, returning responders and second askings are counted over those of whom it can be told", () => {
  const measured = health(
    times(12, (n) =>
      thread(
        n,
        [
          ...(n < 6 ? [{ hours: 60, person: asker + 100 + n, isAnswer: false }] : []),
          { hours: 70, person: n < 3 ? 7 : 8, isStaff: n < 3 },
        ],
        {
          asker: asker + 100 + n,
          isNewcomer: n < 2 ? null : n < 4,
        },
      ),
    ),
    times(12, (n) => thread(-100 + n, [{ hours: 1, person: n < 2 ? 7 + n : 20 + n }])),
    [7],
  );
  expect(measured.rates.expertPresence).toMatchObject({ count: 3, n: 12 });
  expect(measured.rates.staff).toMatchObject({ count: 3, n: 12 });
  expect(measured.rates.newAskers).toMatchObject({ count: 2, n: 10 });
  expect(measured.rates.newcomerResponse).toMatchObject({ value: null, count: 2, n: 2 });
  expect(measured.rates.retention).toMatchObject({ count: 2, n: 12 });
  expect(measured.rates.reAsk).toMatchObject({ count: 6, n: 12, value: 0.5 });
  expect(measured.resilience).toEqual({ absenceFactor: 1, topResponderShare: 0.75, topResponder: 8 });
  expect(measured.answersPerQuestion).toBe(1);
});
