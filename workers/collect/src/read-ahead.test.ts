import { expect, test } from "vitest";
import { readAhead } from "./read-ahead.ts";

/** Reads so many batches and writes down when; `broken` tells of the one at which the file breaks off. */
async function* file(log: string[], batches: number, broken = Number.POSITIVE_INFINITY): AsyncGenerator<number> {
  try {
    for (let batch = 1; batch <= batches; batch++) {
      log.push(`read ${batch}`);
      if (batch === broken) throw new Error("breaks off");
      yield batch;
    }
  } finally {
    log.push("closed");
  }
}

const aWhile = () => new Promise((resolve) => setImmediate(resolve));

test("a batch is read while the one before it is saved, and no more than one", async () => {
  const log: string[] = [];
  for await (const batch of readAhead(file(log, 3))) {
    log.push(`save ${batch}`);
    await aWhile();
    log.push(`saved ${batch}`);
  }
  expect(log).toEqual([
    ...["read 1", "read 2", "save 1", "saved 1", "read 3", "save 2", "saved 2", "closed", "save 3", "saved 3"],
  ]);
});

test("where a file breaks off, all before it is saved first", async () => {
  const log: string[] = [];
  const saved: number[] = [];
  const reading = (async () => {
    for await (const batch of readAhead(file(log, 3, 3))) {
      await aWhile();
      saved.push(batch);
    }
  })();
  await expect(reading).rejects.toThrow("breaks off");
  expect(saved).toEqual([1, 2]);
});

test("whoever stops after a batch closes the file, and does not wait for the next batch", async () => {
  const log: string[] = [];
  for await (const batch of readAhead(file(log, 3))) if (batch === 1) break;
  await aWhile();
  expect(log).toEqual(["read 1", "read 2", "closed"]);

  async function* terminal() {
    yield 1;
    await new Promise(() => {});
  }
  for await (const batch of readAhead(terminal())) if (batch === 1) break;
});
