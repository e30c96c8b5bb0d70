import {
  printDigestText,
  printHtml,
  printMarkdown,
  printReportCsv,
  printReportJson,
  printSlackBlocks,
  printTeamsCard,
  printText,
} from "@groundswell/reports";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";
import { edition, printLinks, supportDocument, trendsDocument } from "./report-documents.ts";
import { anything, controls, evil, first, revision, saying, withRows } from "./report-sayings.ts";

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

  test("the text of a digest says of each report what it is about and how much of it was read", () => {
    const gaps = ["Chat was not read on 58 days."];
    const basis = { ...supportDocument.basis, coverage: 0.31, gaps, warnings: ["Votes have no date."] };
    const text = printDigestText([edition({ ...supportDocument, basis }), edition(trendsDocument)], printLinks);
    for (const said of ["31.0 %", ...gaps, "Votes have no date."]) expect(text).toContain(said);
    for (const { window } of [supportDocument, trendsDocument])
      expect(text).toContain(`before ${window.to.slice(0, 10)}`);
  });

  test("a table for spreadsheets has the notes on its sections", () => {
    const [section] = supportDocument.sections;
    if (section === undefined) throw new Error("The report has sections.");
    const noted = edition({ ...supportDocument, sections: [{ ...section, note: "The first 8 of 40 spaces." }] });
    expect(readCsv(printReportCsv(noted, printLinks).slice(1)).map(([, cell]) => cell)).toContain(
      "The first 8 of 40 spaces.",
    );
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
