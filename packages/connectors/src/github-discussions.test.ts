import { ConfigError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { day, numbers, type Row, range, useHub } from "../test/github-hub.ts";

const { hub, read } = useHub();

describe("discussions", () => {
  const token = "s3cret";
  const options = { include: ["discussions"] };
  const discussion = (number: number, updatedAt: string, more: Row = {}) => ({
    ...{ __typename: "Discussion", number, title: "How?", createdAt: day(1), updatedAt, body: "", author: null },
    category: { name: "Ideas", isAnswerable: false },
    comments: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 },
    ...more,
  });
  type Discussion = ReturnType<typeof discussion>;

  /** Pages of a list from the latest changed, with the number of rows before a page as its cursor. */
  const serving = (all: Discussion[]) => (variables: Row) => {
    const { first, before, number } = variables as { first: number; before: string | null; number?: number };
    if (number !== undefined) return { repository: { discussion: all.find((one) => one.number === number) } };
    const from = Number(before ?? 0);
    const nodes = all.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(from, from + first);
    const pageInfo = { hasNextPage: from + first < all.length, endCursor: String(from + first) };
    return { repository: { discussions: { nodes, pageInfo } } };
  };

  test("need a token, and say so before anything is asked", async () => {
    const { error } = await read({ options });
    expect(error).toBeInstanceOf(ConfigError);
    expect(hub.asked).toEqual([]);
  });

  test("are read to the end, and then only down to where the pass before began", async () => {
    const all = range(1, 8).map((number) => discussion(number, day(number * 10)));
    hub.query = serving(all);
    const first = await read({ options, token });
    expect([first.error, numbers(first.ids)]).toEqual([null, range(1, 8)]);
    hub.variables = [];
    all.push(discussion(9, day(100)));
    const second = await read({ options, token, cursor: first.cursor });
    expect(numbers(second.ids)).toEqual([7, 8, 9]);
    expect(hub.variables).toHaveLength(1);
  });

  test("are not taken for read while a pass is cut short", async () => {
    hub.query = serving(range(1, 8).map((number) => discussion(number, day(number * 10))));
    const part = await read({ options, token, stopAfter: 2 });
    const rest = await read({ options, token, cursor: part.cursor });
    expect(numbers(new Set([...part.ids, ...rest.ids]))).toEqual(range(1, 8));
    expect(hub.variables.map(({ before }) => before)).toEqual([null, "3", "6"]);
  });

  test("are asked for fewer at a time where a page is too much", async () => {
    const pages = serving(range(1, 4).map((number) => discussion(number, day(number * 10))));
    hub.query = (variables) => ((variables.first as number) > 1 ? new Error("too heavy") : pages(variables));
    const { error, ids } = await read({ options, token });
    expect([error, numbers(ids)]).toEqual([null, range(1, 4)]);
    expect(hub.variables.map(({ first }) => first)).toEqual([3, 1, 1, 1, 1]);
  });

  test("that came whole are complete; of a long one the rest is read, also after a break", async () => {
    const pageInfo = { hasNextPage: true, endCursor: "more" };
    const long = discussion(2, day(20), { comments: { nodes: [], pageInfo, totalCount: 60 } });
    const pages = serving([discussion(1, day(10)), long]);
    hub.query = (variables) =>
      variables.after === "more" ? { repository: { discussion: discussion(2, day(20)) } } : pages(variables);
    const part = await read({ options, token, stopAfter: 2 });
    expect(part.batches.flatMap(({ complete }) => complete.map(({ threadId }) => threadId))).toEqual([
      "contoso/psfoo#1",
    ]);
    hub.variables = [];
    const rest = await read({ options, token, cursor: part.cursor });
    expect(hub.variables.slice(0, 2)).toMatchObject([
      { number: 2, after: null },
      { number: 2, after: "more" },
    ]);
    hub.variables = [];
    await read({ options, token, cursor: rest.cursor });
    expect(hub.variables[0]).not.toHaveProperty("number");
  });
});
