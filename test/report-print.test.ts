import {
  printDigest,
  printDigestText,
  printHtml,
  printMarkdown,
  printReportCsv,
  printReportJson,
  printSlackBlocks,
  printTeamsCard,
  printText,
  type ReportDocument,
  type ReportRow,
  subjectOf,
  subjectOfDigest,
} from "@groundswell/reports";
import { load } from "cheerio";
import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./pages/open-browser.ts";
import { readCsv } from "./read-csv.ts";
import { edition, printLinks, supportDocument, trendsDocument } from "./report-documents.ts";

const evil =
  '](javascript:alert(1)) | <img src=x onerror=alert(1)> `#1` @ada <!channel> <https://evil.example|x> *b* \u202Egnp\u200B\r\nBcc: x@evil.example "q" &amp; =1+1';
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const first = edition(supportDocument);
const revision = edition(supportDocument, { revision: 2, revised: ["Signals rose from 1,052 to 1,078."] });

/** The document with every text that a source or a person has a say in replaced. */
function saying(text: string, document: ReportDocument = supportDocument): ReportDocument {
  const row = (one: ReportRow): ReportRow => ({
    ...one,
    cells: one.cells.map((cell, at) =>
      at === 0 ? { text, url: text } : typeof cell === "number" || cell === null ? cell : text,
    ),
    notes: [
      { text, url: text },
      { text, url: "javascript:alert(1)" },
      { text, url: "//evil.example/x" },
      { text, url: "/\\evil.example" },
    ],
  });
  return {
    ...document,
    title: text,
    insight: text,
    changes: [text],
    figures: document.figures.map((figure) => ({ ...figure, label: text })),
    basis: { ...document.basis, gaps: [text], warnings: [text], policyVersion: text },
    sections: document.sections.map((section) => ({
      ...section,
      title: text,
      note: text,
      empty: text,
      columns: section.columns.map((column) => ({ ...column, title: text })),
      chart: section.chart && { ...section.chart, title: text, description: text },
      rows: section.rows.map(row),
    })),
  };
}

function withRows(count: number, text = "A space whose name is neither short nor long"): ReportDocument {
  const [section] = supportDocument.sections;
  const [row] = section?.rows ?? [];
  if (!section || !row) throw new Error("The document has a section with a row.");
  const rows = Array.from({ length: count }, (_, at) => ({
    ...row,
    cells: [{ text: `${text} ${at}`, url: `/expertises/lumen/spaces/${at}` }, ...row.cells.slice(1)],
    notes: [1, 2, 3, 4, 5, 6].map((note) => ({ text: `${text} ${note}`, url: "https://forum.example/questions/81" })),
  }));
  return { ...supportDocument, sections: [{ ...section, rows }, ...supportDocument.sections.slice(1)] };
}

/** The titles of columns as reports write them: no source has a say in those, and they stay whole where there is room. */
function withColumns(document: ReportDocument): ReportDocument {
  const sections = document.sections.map((section, at) => ({
    ...section,
    columns: supportDocument.sections[at]?.columns ?? section.columns,
  }));
  return { ...document, sections };
}

const words = fc.string({ unit: "grapheme", maxLength: 300 });
const anything = fc.oneof(words, fc.string({ unit: "binary", maxLength: 200 }), fc.constant(evil));

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
    expect($("svg").first().find("rect")).toHaveLength(12);
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

  test("says how many rows a mail leaves out, and leaves out none of a page", async () => {
    const issue = edition(withRows(40));
    const mail = load(await printHtml(issue, printLinks, "mail"));
    const shown = mail('tbody th[scope="row"] a').length;
    expect(shown).toBeGreaterThan(4);
    expect(mail("main").text()).toContain(`And ${40 - shown} more: all on the web.`);
    expect(load(await printHtml(issue, printLinks, "page"))('tbody th[scope="row"] a')).toHaveLength(40);
  });
});

describe("the HTML of a report, in a browser", () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ["light", 320],
    ["light", 800],
    ["dark", 320],
    ["dark", 800],
  ] as const)(
    "is never wider than its window, %s at %i pixels, and can be read without styles and pictures",
    async (colorScheme, width) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const mails = [
        await printHtml(revision, printLinks, "mail"),
        await printHtml(edition(trendsDocument), printLinks, "mail"),
        await printHtml(edition(withColumns(saying("x".repeat(200)))), printLinks, "mail"),
        await printDigest([first, edition(trendsDocument)], printLinks),
      ];
      const bare = mails.map(stripped);
      for (const shown of [...mails, await printHtml(revision, printLinks, "page"), ...bare]) {
        await page.setContent(shown);
        const seen = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          ink: getComputedStyle(document.querySelector("h1") as Element).color,
          paper: getComputedStyle(document.body).backgroundColor,
        }));
        expect(seen.width).toBeLessThanOrEqual(width);
        expect(contrast(seen.ink, seen.paper)).toBeGreaterThan(7);
        if (!bare.includes(shown)) expect(luminance(seen.paper) < 0.2).toBe(colorScheme === "dark");
        expect([seen.ink, seen.paper]).not.toContain("rgb(0, 0, 0)");
        expect([seen.ink, seen.paper]).not.toContain("rgb(255, 255, 255)");
      }
      expect(asked).toEqual([]);
      await page.close();
    },
  );

  test("a row is never cut between two sheets of paper, A4 or Letter", async () => {
    const page = await browser.newPage();
    await page.setContent(await printHtml(edition(withRows(60)), printLinks, "page"));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const how = await page.evaluate(() => ({
      rows: [...document.querySelectorAll("tbody")].map((rows) => getComputedStyle(rows).breakInside),
      paper: getComputedStyle(document.body).backgroundColor,
    }));
    expect(new Set(how.rows)).toEqual(new Set(["avoid"]));
    // Paper is light, however the screen is set.
    expect(luminance(how.paper)).toBeGreaterThan(0.9);
    for (const format of ["A4", "Letter"]) expect((await page.pdf({ format })).byteLength).toBeGreaterThan(10_000);
    await page.close();
  });
});

describe("Markdown, CSV, text and JSON of a report", () => {
  test("a cell of the CSV is never a formula, and every line has as many", () => {
    fc.assert(
      fc.property(
        fc.oneof(anything, fc.constantFrom("=1+1", "+1", "-2+3", "@sum(a1)", "\t=1", "\u200b=1", "＝1")),
        (text) => {
          const rows = readCsv(printReportCsv(edition(saying(text)), printLinks).slice(1));
          expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
          for (const cell of rows.flat()) {
            if (/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell)) continue;
            expect(cell).not.toMatch(/^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
            expect(cell).not.toMatch(controls);
          }
        },
      ),
    );
  });

  test("unknown numbers are empty in the CSV, and shares are as they were reckoned", () => {
    const rows = readCsv(printReportCsv(first, printLinks).slice(1));
    expect(rows.find(([section, label]) => section === "figures" && label?.startsWith("How"))?.slice(3, 6)).toEqual([
      "",
      "51.3",
      "50",
    ]);
    expect(rows.find(([, name]) => name === "Forum")?.slice(2, 6)).toEqual(["171", "0.79", "", "61"]);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(["Questions nobody answered", "Every question has an answer."]);
  });

  test("the JSON has the same bytes whatever order a database kept the keys in, and says whom no row is about", () => {
    const turned = JSON.parse(JSON.stringify(trendsDocument), (_, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    const printed = printReportJson(edition(trendsDocument), printLinks);
    expect(printReportJson(edition(turned), printLinks)).toBe(printed);
    const { sections, figures, edition: said } = JSON.parse(printed);
    expect(said).toEqual({ id: 12, revision: 1, revised: [], url: "https://groundswell.example/reports/12" });
    expect(figures[0]).toEqual(trendsDocument.figures[0]);
    expect(sections[1].rows[0]).toEqual({
      cells: [{ text: "river", url: "https://groundswell.example/expertises/ember/people/1" }, 3.2, "2025-06-01"],
      notes: [],
      alert: null,
    });
  });

  test("Markdown and text have no line that a source began, and no link to elsewhere", () => {
    const issue = edition(saying(evil), { revision: 2, revised: [evil] });
    const markdown = printMarkdown(issue, printLinks);
    const text = printText(issue, printLinks) + printDigestText([issue, issue], printLinks);
    for (const printed of [markdown, text]) expect(printed.replaceAll("\u2060", "")).not.toMatch(/^Bcc|[\p{Cf}\r]/mu);
    expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\]\(javascript|<https:\/\/evil/);
    expect(text).not.toMatch(/^\s*(?:javascript|https:\/\/evil)/m);
  });

  test("a preview has no page, and says so by having no link", async () => {
    const preview = edition(withRows(30), { id: null });
    const printed = [
      await printHtml(preview, printLinks, "mail"),
      printMarkdown(preview, printLinks),
      printText(preview, printLinks),
    ];
    for (const one of printed) expect(one).not.toContain("/reports/");
    expect(printed[2]).toContain("And 10 more\n");
  });
});

describe("cards for Teams and blocks for Slack", () => {
  test.each([
    ["a report", first],
    ["500 rows", edition(withRows(500))],
    ["500 long rows", edition(withRows(500, "名前&".repeat(100)))],
    ["what a source says", edition(saying(evil.repeat(20)), { revision: 3, revised: Array(90).fill(evil) })],
  ] as const)("stay below the limits: %s", (_, issue) => {
    const card = printTeamsCard(issue, printLinks);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(20_000);
    const { content } = card.attachments[0];
    expect(content).toMatchObject({ type: "AdaptiveCard", version: "1.5" });
    const { blocks, text } = printSlackBlocks(issue, printLinks);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(12_000);
    expect(text.length).toBeLessThan(3000);
    for (const block of blocks) {
      const said = [block.text, ...((block.elements as unknown[] | undefined) ?? [])] as (
        | { text?: unknown }
        | undefined
      )[];
      for (const part of said)
        if (typeof part?.text === "string")
          expect(part.text.length).toBeLessThanOrEqual(block.type === "header" ? 150 : 3000);
    }
  });

  test("mention nobody, and lead only to the pages", () => {
    const issue = edition(saying(evil), { revision: 2, revised: [evil] });
    const slack = printSlackBlocks(issue, printLinks);
    const said = [
      slack.text,
      ...slack.blocks.filter(({ type }) => type !== "header").map((block) => JSON.stringify(block)),
    ].join("\n");
    expect(said.replace(/<https:\/\/groundswell\.example\/[^|>]*\|/g, "")).not.toMatch(/<[!@#h]/);
    expect(said).not.toMatch(/@ada/);
    const card = JSON.stringify(printTeamsCard(issue, printLinks));
    expect([...card.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => new URL(url ?? "").host)).toEqual([
      "groundswell.example",
    ]);
    for (const [block] of card.matchAll(/\{"type":"TextBlock"[^}]*\}/g))
      expect(JSON.parse(block).text).not.toMatch(/(?<!\\)[[\]*_<]/);
  });

  test("say that a report is a revision, and what changed", () => {
    for (const printed of [
      JSON.stringify(printTeamsCard(revision, printLinks)),
      JSON.stringify(printSlackBlocks(revision, printLinks)),
    ]) {
      expect(printed).toContain("This is revision 2");
      expect(printed).toContain("Signals rose from 1,052 to 1,078.");
    }
    expect(JSON.stringify(printTeamsCard(first, printLinks))).not.toContain("revision");
  });
});

/** As a client shows it that keeps neither style sheets nor pictures, but what is written in them. */
function stripped(printed: string): string {
  return printed
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<\/?(?:svg|g|path|line|rect|circle|text)\b[^>]*>/g, "");
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
