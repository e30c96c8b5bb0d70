import {
  printDigest,
  printHtml,
  printMarkdown,
  printReportCsv,
  printReportJson,
  printSlackBlocks,
  printTeamsCard,
  subjectOf,
  subjectOfDigest,
} from "@groundswell/reports";
import { load } from "cheerio";
import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { edition, printLinks, supportDocument, trendsDocument } from "./report-documents.ts";
import { anything, controls, evil, first, revision, saying, withRows } from "./report-sayings.ts";

describe("the subject of a report", () => {
  test("says the title and the window, and that it is a revision", () => {
    expect(subjectOf(first)).toBe("Where to deploy support: Lumen, the 4 weeks to 2026-02-02");
    expect(subjectOf(revision)).toMatch(/^Revised: Where to deploy/);
    expect(subjectOfDigest([first, edition(trendsDocument)])).toBe(
      "2 reports: Where to deploy support: Lumen; Community trends: Ember",
    );
    expect(subjectOfDigest([revision])).toBe(subjectOf(revision));
  });

  test("is one line without controls, at most 120 characters, whatever the title is", () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 3 }), (title, number) => {
        const issue = edition({ ...supportDocument, title }, { revision: number });
        for (const subject of [subjectOf(issue), subjectOfDigest([issue, issue])]) {
          expect(subject).not.toMatch(controls);
          expect([...subject].length).toBeLessThanOrEqual(120);
          expect(subject.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe("the HTML of a report", () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    // Mails need styles on their elements; lines of a file are as long as they are.
    rules: {
      "no-inline-style": "off",
      "doctype-style": ["error", { style: "lowercase" }],
      "long-title": "off",
      "no-trailing-whitespace": "off",
    },
  });

  test.each(["mail", "page"] as const)("is valid as a %s", async (kind) => {
    for (const document of [supportDocument, trendsDocument, saying(evil)]) {
      const printed = await printHtml(edition(document, { revision: 2, revised: [evil] }), printLinks, kind);
      const { results } = await validator.validateString(printed);
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => ({ ruleId, message, line }))),
      ).toEqual([]);
    }
  });

  test("is valid as a digest, with each insight before any table", async () => {
    const printed = await printDigest([revision, edition(trendsDocument)], printLinks);
    const { results } = await validator.validateString(printed);
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    const table = printed.indexOf("<table");
    for (const { insight } of [supportDocument, trendsDocument])
      expect(printed.lastIndexOf(insight, table), insight).toBeGreaterThan(printed.indexOf("<h1"));
    expect(load(printed)("h1")).toHaveLength(1);
  });

  test("opens with the insight, then what changed, the figures, the evidence, the basis and the links", async () => {
    const $ = load(await printHtml(revision, printLinks, "mail"));
    const read = $("main").text().replace(/\s+/g, " ");
    const places = [
      "This is revision 2",
      supportDocument.insight,
      "overtook Chat",
      "Half of the first answers",
      "How do I dim a lamp",
      "Policy 2026-01",
      "Chat was not read",
      "Unsubscribe",
    ].map((text) => read.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect($("html").attr("lang")).toBe("en");
    expect($("title").text()).toBe(supportDocument.title);
    expect($("body > div").first().text()).toBe(supportDocument.insight);
    expect($("thead th:not([scope=col]), tbody th:not([scope=row])")).toHaveLength(0);
    expect($(`a[href="https://groundswell.example/reports/12"]`).text()).toContain("on the web");
  });

  test("keeps the link that ends a subscription out of a page, which is passed on", async () => {
    expect(await printHtml(first, printLinks, "mail")).toContain("/unsubscribe/7.");
    for (const printed of [
      await printHtml(first, printLinks, "page"),
      printMarkdown(first, printLinks),
      printReportCsv(first, printLinks),
      printReportJson(first, printLinks),
      JSON.stringify(printTeamsCard(first, printLinks)),
      JSON.stringify(printSlackBlocks(first, printLinks)),
    ])
      expect(printed).not.toContain("unsubscribe");
  });

  test("prints what is unknown as unknown, and no number in its place", async () => {
    const $ = load(await printHtml(first, printLinks, "mail"));
    const cells = (name: string) =>
      $(`th:contains("${name}")`)
        .closest("tr")
        .find("td")
        .toArray()
        .map((cell) => $(cell).clone().children(".tag").remove().end().text().trim());
    expect(cells("How unequal")).toEqual(["unknown", "51.3", "50.0"]);
    expect(cells("Forum")).toEqual(["171", "79.0 %", "unknown", "2.5 days"]);
  });

  test("draws the same picture each time, and leaves a month that was not read empty", async () => {
    const trends = edition(trendsDocument);
    const printed = await printHtml(trends, printLinks, "page");
    expect(await printHtml(trends, printLinks, "page")).toBe(printed);
    const $ = load(printed);
    expect($("svg")).toHaveLength(2);
    const [chart] = trendsDocument.sections.map((section) => section.chart);
    expect($("svg").first().find("g rect")).toHaveLength(12);
    // Clients that turn the colours of a mail around leave pictures as they are: each stands on a ground of its own.
    expect(
      $("svg > rect")
        .map((_, ground) => $(ground).attr("fill"))
        .get(),
    ).toEqual(Array(2).fill("var(--paper, #fcfcfb)"));
    expect($("svg").first().children("desc").text()).toBe(chart?.description);
    expect($("svg style")).toHaveLength(0);
  });

  test("lets nothing that a source says become markup, a script or a link to elsewhere", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        // A mark that only data can have brought.
        const document = saying(`<s${text}<x-evil onload=1>`, {
          ...supportDocument,
          sections: supportDocument.sections.map((one) => ({ ...one, chart: null })),
        });
        const issue = edition(document, { revision: 2, revised: [text] });
        for (const printed of [
          await printHtml(issue, printLinks, "mail"),
          await printHtml(issue, printLinks, "page"),
        ]) {
          const { document: parsed } = new JSDOM(printed).window;
          expect(parsed.querySelectorAll("s, x-evil, img, script, [onload], [onerror]")).toHaveLength(0);
          for (const link of parsed.querySelectorAll("a")) expect(new URL(link.href).protocol).toMatch(/^https?:$/);
          expect(parsed.body.textContent).not.toMatch(/[\p{Cf}\u202e\u200b]/u);
        }
      }),
      { numRuns: 15 },
    );
    const links = load(await printHtml(edition(saying(evil)), printLinks, "mail"))("a[href]").toArray();
    expect(links.map(({ attribs }) => new URL(attribs.href ?? "").host)).toEqual(
      links.map(() => "groundswell.example"),
    );
  });

  test.each([
    ["500 rows", () => [edition(withRows(500))]],
    ["500 rows of long names", () => [edition(withRows(500, "名前&".repeat(300)))]],
    [
      "sentences without end",
      () => [
        edition(
          { ...saying(evil.repeat(50)), changes: Array(400).fill(evil.repeat(9)) },
          { revision: 2, revised: Array(400).fill(evil.repeat(9)) },
        ),
      ],
    ],
    ["a digest of forty", () => Array.from({ length: 40 }, () => edition(withRows(500)))],
    ["a digest of eight", () => Array.from({ length: 8 }, () => edition(withRows(500)))],
  ] as const)("stays below the size at which mails are cut: %s", async (_, issues) => {
    const all = issues();
    const [issue] = all;
    const printed =
      issue && all.length === 1 ? await printHtml(issue, printLinks, "mail") : await printDigest(all, printLinks);
    expect(Buffer.byteLength(printed)).toBeLessThan(100_000);
    expect(printed).toMatch(/And [\d,]+ more/);
    expect(load(printed)('a:contains("Unsubscribe")')).toHaveLength(1);
  });

  test("a digest of more than a mail holds names every report, and says where the rest is", async () => {
    const all = Array.from({ length: 40 }, (_, at) => edition({ ...supportDocument, title: `Report ${at + 1}` }));
    const printed = await printDigest(all, printLinks);
    const $ = load(printed);
    expect($("section h2")).toHaveLength(40);
    expect($("main").text()).toMatch(/The rest of [\d,]+ more reports is on the web\./);
    const { results } = await validator.validateString(printed);
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });

  test("says how many rows a mail leaves out, and leaves out none of a page", async () => {
    const issue = edition(withRows(40));
    const mail = load(await printHtml(issue, printLinks, "mail"));
    const shown = mail('tbody th[scope="row"] a').length;
    expect(shown).toBeGreaterThan(4);
    expect(mail("main").text()).toContain(`And ${40 - shown} more: all on the web.`);
    expect(load(await printHtml(issue, printLinks, "page"))('tbody th[scope="row"] a')).toHaveLength(40);
  });
});
