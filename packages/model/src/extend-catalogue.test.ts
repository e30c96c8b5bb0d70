import { expect, test } from "vitest";
import { z } from "zod";
import { readCatalogue } from "./catalogue.ts";
import { extendCatalogue, type ProposedSource, printSources } from "./extend-catalogue.ts";

const connectors = { feed: { options: z.strictObject({ url: z.url() }), credentials: {} } };
const blog: ProposedSource = {
  id: "lamp-example",
  connector: "feed",
  options: { url: "https://lamp.example/feed" },
  expertises: ["lumen"],
  why: "the page announces this feed: # and all",
};
const catalogue = `# Our places.
version: 1

expertises:
  - { slug: lumen, name: Lumen }

sources:
  # The oldest blog there is.
  - id: wick
    connector: feed
    options: { url: https://wick.example/feed } # since 1999
`;

test("a source is added at the end, and every comment and line before it stays", () => {
  const { text, added } = extendCatalogue(catalogue, "c.yaml", [blog], connectors);
  expect(added.map(({ id }) => id)).toEqual(["lamp-example"]);
  expect(text.startsWith(catalogue.trimEnd())).toBe(true);
  expect(text).toContain("\n  # the page announces this feed: # and all\n  - id: lamp-example\n");
  expect(readCatalogue(text, "c.yaml", connectors).sources[1]).toMatchObject({
    id: "lamp-example",
    expertises: ["lumen"],
    options: blog.options,
  });
});

test("a place that is there already is not added again, whatever its id", () => {
  const known = { ...blog, options: { url: "https://wick.example/feed" } };
  const extended = extendCatalogue(catalogue, "c.yaml", [known], connectors);
  expect(extended).toMatchObject({ text: catalogue, added: [], known: [{ as: "wick" }] });
});

test("an id that is taken gets a number, also by one that was just added", () => {
  const others = ["1", "2"].map((n) => ({ ...blog, id: "wick", options: { url: `https://lamp.example/${n}` } }));
  const { added } = extendCatalogue(catalogue, "c.yaml", others, connectors);
  expect(added.map(({ id }) => id)).toEqual(["wick-2", "wick-3"]);
});

test("a catalogue that has no sources yet, and one that is not there yet, get their first", () => {
  const none = { ...blog, expertises: [] };
  for (const text of ["version: 1\n", "version: 1\nsources: []\nexpertises: []\n", "version: 1", null]) {
    const extended = extendCatalogue(text, "c.yaml", [none], connectors);
    expect(readCatalogue(extended.text, "c.yaml", connectors).sources).toHaveLength(1);
    expect(extended.text).toContain("\n  # the page");
  }
});

test("what stands behind the list stays there, and a list in brackets goes on as lines", () => {
  const behind = `${catalogue.trimEnd()}\n\n# The end.\n`;
  const { text } = extendCatalogue(behind, "c.yaml", [blog], connectors);
  expect(text.endsWith("lamp.example/feed\n\n# The end.\n")).toBe(true);
  const flow = "version: 1\nsources: [{ id: wick, connector: feed, options: { url: https://wick.example/feed } }]\n";
  const extended = extendCatalogue(flow, "c.yaml", [{ ...blog, expertises: [] }], connectors);
  expect(readCatalogue(extended.text, "c.yaml", connectors).sources.map(({ id }) => id)).toEqual(["wick", blog.id]);
});

test("an expertise that the catalogue does not have is refused by file and line", () => {
  const foreign = { ...blog, expertises: ["nonesuch"] };
  expect(() => extendCatalogue(catalogue, "c.yaml", [foreign], connectors)).toThrow(
    /^c\.yaml:\d+: no expertise "nonesuch" here; there is: lumen\.$/,
  );
});

test("printed sources can be pasted into a catalogue", () => {
  const text = `version: 1\n${printSources([{ ...blog, expertises: [] }])}`;
  expect(readCatalogue(text, "c.yaml", connectors).sources[0]?.options).toEqual(blog.options);
});
