import { expect, test } from "vitest";
import { nodesOfType, readStructuredData, textOf, valuesOf } from "./structured-data.ts";

const url = "https://forum.example/t/41";
const script = (text: string, type = "application/ld+json") => `<script type="${type}">${text}</script>`;
const read = (html: string) => readStructuredData(html, url);

test.each([
  ["as it should be", '{"@context":"https://schema.org","@type":"Event","name":"A"}'],
  ["with a vocabulary in every name", '{"@type":"http://schema.org/Event","schema:name":"A"}'],
  ["in an array", '[{"@type":["Event"],"name":"A"}]'],
  ["in a graph", '{"@context":"https://schema.org","@graph":[{"@type":"Event","name":"A"}]}'],
  ["in a comment of HTML", '<!-- {"@type":"Event","name":"A"} -->'],
  ["after a comment", '<!-- made by a plugin --> {"@type":"Event","name":"A"}'],
  ["with a comment in the middle", '{"@type":"Event",<!-- { --> "name":"A" /* , */ }'],
  ["with a comma too many", '{"@type":["Event",],"name":"A",}'],
  ["with a semicolon after it", '{"@type":"Event","name":"A"};'],
  ["in CDATA on one line", '//<![CDATA[{"@type":"Event","name":"A"}//]]>'],
  ["in CDATA between comments", '/*<![CDATA[*/{"@type":"Event","name":"A"}/*]]>*/'],
  ["written as entities", "{&quot;@type&quot;:&quot;Event&quot;,&quot;name&quot;:&quot;A&quot;}"],
  ["with types twice", '{"@type":"Event","https://schema.org/@type":"Talk","name":"A"}'],
  ["as a value object", '{"@type":"Event","name":{"@value":"A","@language":"en"}}'],
])("a block %s is read", (_, block) => {
  expect(read(script(block))).toEqual([{ "@type": ["Event"], name: "A" }]);
});

test("mending leaves alone what stands inside text", () => {
  const block = '{"@type":"Event","name":"a,] <!-- b --> // c; \\"d\\" \n e",}';
  expect(read(script(block))[0]?.name).toBe('a,] <!-- b --> // c; "d" \n e');
});

test("a broken block is left out and the others are read", () => {
  const page =
    script('{"@type":"Event"') + script('{"@type":"Event","name":"B"}', "Application/LD+JSON; charset=utf-8");
  expect(read(page)).toEqual([{ "@type": ["Event"], name: "B" }]);
});

test("a reference is replaced by the node it names, and never makes a circle", () => {
  const graph = [
    { "@type": "QAPage", mainEntity: { "@id": "#q" } },
    { "@type": "Question", "@id": "#q", name: "Why?", author: { "@id": "#gone" }, isPartOf: { "@id": "#q" } },
  ];
  const nodes = read(script(JSON.stringify({ "@graph": graph })));
  expect(nodes[0]).toMatchObject({ mainEntity: { name: "Why?", author: { "@id": "#gone" } } });
  expect(() => JSON.stringify(nodes)).not.toThrow();
});

test("microdata gives the same nodes, with addresses resolved and dates from their attributes", () => {
  const page = `<base href="https://cdn.example/"><div itemscope itemtype="https://schema.org/QAPage">
    <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question" itemref="more">
      <h1 itemprop="name headline">Export <b>&lt;members&gt;</b></h1><meta itemprop="answerCount" content="2">
      <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer" id="answer-7">
        <time itemprop="dateCreated" datetime="2026-09-03T08:00:00Z">today</time><a itemprop="url" href="/a/7">link</a>
        <span itemprop="author">Sam</span>
      </div>
    </div></div><p id="more" itemprop="text">One<br>two</p>`;
  const [top] = read(page);
  expect(top).toEqual({
    "@type": ["QAPage"],
    mainEntity: {
      "@type": ["Question"],
      name: "Export <members>",
      headline: "Export <members>",
      answerCount: "2",
      text: "One two",
      acceptedAnswer: {
        "@type": ["Answer"],
        "@id": "https://cdn.example/#answer-7",
        dateCreated: "2026-09-03T08:00:00Z",
        url: "https://cdn.example/a/7",
        author: "Sam",
      },
    },
  });
});

test("items that refer to each other end", () => {
  const page = `<div id="a" itemscope itemtype="T" itemref="b"></div><div id="b" itemprop="p" itemscope itemref="c c"></div>
    <div id="c" itemprop="p" itemscope itemref="b"></div>`;
  expect(() => JSON.stringify(read(page))).not.toThrow();
});

test("a trap of nesting and openings costs one reading", () => {
  expect(read(script("[".repeat(100_000)))).toEqual([]);
  expect(read(script(`${"[".repeat(5_000)}{"@type":"Event"}${"]".repeat(5_000)}`))).toEqual([]);
  expect(read(script("/*".repeat(200_000)))).toEqual([]);
  expect(read(script('{"@type":"Event","__proto__":{"polluted":1}}'))).toHaveLength(1);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("nodes are found by type at any depth, and properties as lists", () => {
  const nodes = read(script('{"@type":"WebPage","mainEntity":{"@type":["A","Event"],"name":[" ",5]}}'));
  const [found] = nodesOfType(nodes, "Event");
  expect(found && textOf(found, "headline", "name")).toBe("5");
  expect(found && [valuesOf(found, "name"), valuesOf(found, "constructor")]).toEqual([[" ", 5], []]);
});
