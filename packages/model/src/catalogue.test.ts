import { expect, test } from "vitest";
import { z } from "zod";
import { readCatalogue } from "./catalogue.ts";

const connectors = {
  feed: { options: z.strictObject({ url: z.url() }), credentials: {} },
  github: { options: z.strictObject({ repository: z.string() }), credentials: { token: "" } },
};
const good = `
version: 1
expertises:
  - slug: lumen
    name: Lumen
    rules: { tags: [lumen] }
sources:
  - id: lumen-blog
    connector: feed
    expertises: [lumen]
    options:
      url: https://blog.example/feed.xml
    every: 6 hours
`;
const read = (text: string) => readCatalogue(text, "lumen.yaml", connectors);

test("a catalogue is read with its defaults", () => {
  const catalogue = read(good);
  expect(catalogue.expertises[0]?.rules).toEqual({ spaces: [], tags: ["lumen"], words: [] });
  expect(catalogue.sources[0]).toMatchObject({ id: "lumen-blog", every: "6 hours", credentials: {} });
});

test.each([
  [
    "an unknown connector",
    good.replace("connector: feed", "connector: fed"),
    'lumen.yaml:9: no connector "fed"; use one of: feed, github.',
  ],
  [
    "a misspelt field",
    good.replace("every:", "evry:"),
    'lumen.yaml:8: sources.0 has no field "evry": remove or rename it.',
  ],
  [
    "an option of the wrong shape",
    good.replace("https://blog.example/feed.xml", "blog"),
    "lumen.yaml:12: url: Invalid URL.",
  ],
  [
    "an expertise that is not there",
    good.replace("[lumen]\n    options", "[lumn]\n    options"),
    'lumen.yaml:10: no expertise "lumn" here; there is: lumen.',
  ],
  [
    "a secret in place of its variable",
    good.replace("every: 6 hours", "credentials: { token: ghp_1 }"),
    "lumen.yaml:13: sources.0.credentials.token: give the name of an environment variable, as GITHUB_TOKEN, never the secret itself.",
  ],
  [
    "a credential the connector does not take",
    good.replace("every: 6 hours", "credentials: { token: TOKEN }"),
    'lumen.yaml:13: feed takes no credential "token"; it takes none.',
  ],
  [
    "an interval nobody can read",
    good.replace("6 hours", "often"),
    "lumen.yaml:13: sources.0.every: write how often to pull as 30 minutes, 6 hours or 1 day.",
  ],
])("%s is named with file, line and the fix", (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});

test("broken YAML is named with its line", () => {
  expect(() => read("version: 1\nsources: [\n")).toThrow(/^lumen\.yaml:\d: /);
});

test("two sources of one id are refused", () => {
  const twice = good + good.slice(good.indexOf("  - id: lumen-blog"));
  expect(() => read(twice)).toThrow('"lumen-blog" is there twice: rename one.');
});

test("an organisation is read with its names, domains and what its people are", () => {
  const organisations = "organisations:\n  - name: Contoso\n    domains: [contoso.com]\n    people: staff\n";
  expect(read(good).organisations).toBeUndefined();
  expect(read(good + organisations).organisations).toEqual([
    { name: "Contoso", aliases: [], domains: ["contoso.com"], members: [], people: "staff" },
  ]);
  const line = (good + organisations).split("\n").indexOf("    domains: [contoso.com]") + 1;
  expect(() => read(good + organisations.replace("[contoso.com]", '["@contoso.com"]'))).toThrow(
    `lumen.yaml:${line}: organisations.0.domains.0: write a domain in lower case, as contoso.com, without @ or https.`,
  );
  expect(() => read(good + organisations.replace("[contoso.com]", "[contoso.com]\n    members: [contoso]"))).toThrow(
    "as github:contoso",
  );
  expect(() => read(good + organisations.replace("staff", "friends"))).toThrow("organisations.0.people");
  expect(() => read(good + organisations + organisations.split("\n").slice(1).join("\n"))).toThrow(
    '"Contoso" is there twice: rename one.',
  );
});
