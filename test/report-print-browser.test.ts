import { printDigest, printHtml } from "@groundswell/reports";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./pages/open-browser.ts";
import { edition, printLinks, trendsDocument } from "./report-documents.ts";
import { first, revision, saying, withColumns, withRows } from "./report-sayings.ts";

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
