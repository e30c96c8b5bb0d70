import { analyse } from "@groundswell/analyse";
import { batch } from "@groundswell/model";
import { issueWindow } from "@groundswell/report";
import { type AnswerName, createServer, openToAll } from "@groundswell/server";
import type { Store } from "@groundswell/store";
import { load } from "cheerio";
import { beforeAll, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { hostilePages, hostileSignals, mark, saved, saveHostile } from "./hostile-sources.ts";
import { openSuiteStore, storeKinds } from "./open-test-store.ts";
import { readCsv } from "./read-csv.ts";
import { asOf, made, rowsOf } from "./store-fixtures.ts";

const now = () => asOf;
const lumen = "/api/expertises/lumen";
/** What spreadsheets take for a formula, also behind what nobody sees. */
const formula = /^[\s\p{Cf}\p{Cc}]*[=+\-@]|^[\t\r\n]/u;
const untouched = Object.getOwnPropertyNames(Object.prototype);

/** Every value in an answer, with the name it stands under. */
function* valuesOf(value: unknown, name = ""): Generator<[name: string, value: unknown]> {
  if (Array.isArray(value)) for (const one of value) yield* valuesOf(one, name);
  else if (value !== null && typeof value === "object")
    for (const [key, one] of Object.entries(value)) {
      yield ["key", key];
      yield* valuesOf(one, key);
    }
  else yield [name, value];
}

/** What in an answer could harm somebody who shows it. */
function harms(answer: unknown): string[] {
  return [...valuesOf(answer)].flatMap(([name, value]) => {
    if (typeof value !== "string") return [];
    const isAddress = /^(urls?|links?|href|evidence|profile)$/i.test(name) && value !== "";
    if (isAddress && /^[\s\p{C}]*[a-z]+[\s\p{C}]*:/iu.test(value) && !/^(https?|news):/.test(value))
      return [`${name}: ${value.slice(0, 80)}`];
    // An id is what its platform says it is.
    const isWritten = /^(title|name|handle|excerpt|location|company)$/.test(name);
    if (isWritten && /[\u202A-\u202E\u2066-\u2069]/.test(value)) return [`${name}: turns what stands beside it`];
    return value.length > 4_000 ? [`${name}: ${value.length} characters`] : [];
  });
}

describe.each(storeKinds)("what hostile sources say, on the %s store", (kind) => {
  let store: Store;
  let app: ReturnType<typeof createServer>;
  const errors: string[] = [];
  const editions: number[] = [];
  // biome-ignore lint/correctness/noEmptyPattern: vitest takes only a pattern here
  beforeAll(async ({}, suite) => {
    const opened = await openSuiteStore(kind);
    store = opened.store;
    for (const page of hostilePages) {
      const { reasons } = await saveHostile(store, page(), asOf);
      expect(reasons, page.name).toEqual({});
    }
    await saved(store, "lines", batch({ cursor: null, signals: hostileSignals() }), asOf);
    await analyse({ store, now }, { expertise: "lumen", asOf });
    for (const [report, cadence] of [
      ["support", "week"],
      ["candidates", "month"],
    ] as const) {
      const of = { report, cadence, expertise: "lumen" };
      editions.push((await issueWindow({ store, now, policyFile: null }, of, asOf)).edition ?? 0);
    }
    const onError = (message: string) => void errors.push(message);
    const queueView = async () => ({ kind: "none", counts: {}, schedules: [], deadLetters: [] }) as never;
    app = createServer({ store, now, access: openToAll(), queueView, onError });
    return () => opened.tidy(suite);
  }, 120_000);

  const text = async (path: string) => {
    const response = await app.request(path);
    const body = await response.text();
    expect(response.status, `${path}: ${body.slice(0, 300)}`).toBe(200);
    expect(body.length, path).toBeLessThan(3_000_000);
    return body;
  };
  const json = async (path: string) => JSON.parse(await text(path));

  test("is kept bounded, and keeps no address that a browser would run", async () => {
    for (const [table, columns] of [
      ["signals", ["title", "excerpt", "url"]],
      ["spaces", ["name", "url"]],
      ["accounts", ["handle", "name", "url", "location", "company"]],
    ] as const)
      for (const column of columns) {
        const most = column === "url" ? 4_000 : 500;
        const [row] = await rowsOf(store, `select count(*)::int, max(length(${column})) as longest from ${table}`);
        expect(row.count).toBeGreaterThan(0);
        expect([table, column, row.longest <= most]).toEqual([table, column, true]);
      }
    for (const address of [
      "select url from signals where url is not null",
      "select url from spaces where url is not null",
      "select url from accounts where url is not null",
      "select unnest(links) as url from signals",
      "select unnest(links) as url from accounts",
    ])
      for (const { url } of await rowsOf(store, address)) expect(url).toMatch(/^(https?|news):/);
  });

  test("with an id that no index can hold is set aside, and the rest of its page is saved", async () => {
    const noise = Array.from({ length: 3_000 }, (_, index) => (((index * 7919) % 1_114_112) >> 3).toString(36)).join(
      "",
    );
    const signals = [made(noise), made("short", { by: noise }), made("good")];
    const counts = await saved(store, "long-ids", batch({ cursor: null, signals }), asOf);
    expect(counts.signals).toEqual({ fetched: 3, saved: 1, seen: 0, skipped: 2 });
    expect(counts.reasons).toEqual({ "has a key that is too long": 2 });
  });

  test("comes out of every reading route as the data that its schema promises", async () => {
    const { paths } = await json("/api/openapi.json");
    const person = (await json(`${lumen}/candidates?limit=200`)).candidates[0].person;
    const spaces = (await json(`${lumen}/spaces`)).spaces as { key: string }[];
    const proposals = (await json(`${lumen}/identities/proposals`)).proposals as { id: string }[];
    const filled = (path: string) =>
      path
        .replace("{expertise}", "lumen")
        .replace("{person}", String(person))
        .replace("{key}", encodeURIComponent(spaces.find(({ key }) => key.includes("qa.example"))?.key ?? ""))
        .replace("{source}", "hostile-feed")
        .replace("{proposal}", proposals[0]?.id ?? "none");
    const queries: Record<string, (edition: number) => string> = {
      "/expertises/{expertise}/compare": () => `?people=${person}`,
      "/editions/{edition}/compare": (edition) => `?with=${edition}`,
    };
    let asked = 0;
    for (const [path, operations] of Object.entries<Record<string, Operation>>(paths)) {
      const schema = operations.get?.responses["200"]?.content?.["application/json"]?.schema.$ref;
      if (!schema || (path.includes("{proposal}") && proposals.length === 0)) continue;
      for (const edition of path.includes("{edition}") ? editions : [0]) {
        const answer = await json(
          `/api${filled(path).replace("{edition}", String(edition))}${queries[path]?.(edition) ?? ""}`,
        );
        expectAnswer(schema.split("/").at(-1) as AnswerName, answer);
        expect(harms(answer), path).toEqual([]);
      }
      asked++;
    }
    expect(asked).toBeGreaterThan(20);
    expect(errors).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(untouched);
  });

  test("names a person whose handle is __proto__ like anybody else", async () => {
    const { candidates } = await json(`${lumen}/candidates?search=__proto__&limit=200`);
    const handles = candidates.flatMap(({ accounts }: { accounts: { handle: string }[] }) =>
      accounts.map(({ handle }) => handle),
    );
    expect(handles).toContain("__proto__");
  });

  test.each(["candidates", "spaces", "support", "trends"])("is no formula in the table of %s", async (name) => {
    const query = name === "candidates" ? "&limit=200" : "";
    const rows = readCsv(await text(`${lumen}/${name}?format=csv${query}`));
    const answer = await json(`${lumen}/${name}${name === "candidates" ? "?limit=200" : ""}`);
    const expected = answer[name === "trends" ? "series" : name === "support" ? "spaces" : name] as unknown[];
    const [head = [], ...lines] = rows;
    if (name !== "trends") expect(lines).toHaveLength(expected.length);
    // Which spaces lack support is not for names to say.
    if (name !== "support") expect(rows.flat().some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of rows) {
      expect(line).toHaveLength(head.length);
      // A number may begin with a minus.
      for (const cell of line) if (!/^-?\d+(\.\d+)?(e-?\d+)?$/.test(cell)) expect(cell).not.toMatch(formula);
    }
  });

  test("is inert in every dossier, as a page and as Markdown", async () => {
    const { candidates } = await json(`${lumen}/candidates?limit=200`);
    expect(candidates.length).toBeGreaterThan(10);
    for (const { person } of candidates.slice(0, 12) as { person: number }[]) {
      const page = load(await text(`${lumen}/people/${person}/dossier?format=html`));
      expect(page("script, iframe, img, svg, object, embed, link, base, form, meta[http-equiv=refresh]").length).toBe(
        0,
      );
      const attributes = page("*")
        .toArray()
        .flatMap((one) => ("attribs" in one ? Object.entries(one.attribs as Record<string, string>) : []));
      expect(attributes.filter(([name]) => /^(on|style|srcdoc|formaction)/i.test(name))).toEqual([]);
      for (const [name, value] of attributes) if (/^(href|src)$/.test(name)) expect(value).toMatch(/^(https?:\/\/|#)/);
      const markdown = await text(`${lumen}/people/${person}/dossier?format=md`);
      for (const [, to = ""] of markdown.matchAll(/(?<!\\)\]\(<?([^>)]*)/g)) expect(to).toMatch(/^https?:\/\//);
      expect(markdown.replaceAll(/\]\(<[^<>]*>\)/g, "")).not.toMatch(/(?<!\\)<[a-z/!]/i);
      expect(markdown).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
  });

  test("meets a policy that runs no script and takes no style but the pages' own", async () => {
    for (const path of ["/", "/sign-in", "/api/me", "/nowhere.html", `${lumen}/candidates`]) {
      const policy = (await app.request(path)).headers.get("content-security-policy") ?? "";
      const rules = Object.fromEntries(policy.split(/;\s*/).map((rule) => [rule.split(" ")[0], rule]));
      expect(rules["script-src"], path).toBe("script-src 'self'");
      expect(rules["style-src"], path).toBe("style-src 'self'");
      expect(rules["object-src"], path).toBe("object-src 'none'");
      expect(rules["base-uri"], path).toBe("base-uri 'none'");
      expect(rules["frame-ancestors"], path).toBe("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
    }
    expect(mark in globalThis).toBe(false);
  });
});

type Operation = { responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }> };
