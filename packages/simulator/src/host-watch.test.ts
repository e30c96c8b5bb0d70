import { describe, expect, test } from "vitest";
import { openWatch } from "./host-watch.ts";

describe("a host that keeps watch", () => {
  test("sees nothing beyond its limit where its pace is kept", () => {
    const watch = openWatch({ atOnce: 1, perSecond: 5 });
    for (let at = 0; at < 10_000; at += 200) watch.enter(at)();
    expect(watch.asked()).toEqual({
      requests: 50,
      most: { atOnce: 1, inASecond: 5 },
      beyond: { atOnce: 0, perSecond: 0 },
    });
  });

  test("counts what comes beyond its pace, as three that each keep it by themselves", () => {
    const watch = openWatch({ atOnce: 3, perSecond: 5 });
    for (let at = 0; at < 10_000; at += 200) for (let process = 0; process < 3; process++) watch.enter(at)();
    // Of 150 requests in ten seconds a bucket of five takes five and five a second more.
    expect(watch.asked().beyond).toEqual({ atOnce: 0, perSecond: 150 - 5 - 49 });
  });

  test("counts what is there beside as many as it takes at once", () => {
    const watch = openWatch({ atOnce: 2, perSecond: 100 });
    const leave = [watch.enter(0), watch.enter(1), watch.enter(2)];
    for (const one of leave) one();
    watch.enter(3);
    expect(watch.asked()).toMatchObject({ most: { atOnce: 3 }, beyond: { atOnce: 1 } });
  });
});
