import { describe, expect, it } from "vitest";
import { readArticle } from "./readable.ts";

const url = "https://lamp.example/2026/lit";
const words = "Close the lantern before you ask for its length, and pass the limit by name. ".repeat(5).trim();
const page = (body: string, head = "") =>
  `<!doctype html><html lang="en-gb"><head>${head}</head><body>${body}</body></html>`;
const text = (body: string, head?: string) => readArticle(page(body, head), url)?.text ?? null;

describe("the article of a page", () => {
  it.each([
    ["articleBody", `<main><h1>No</h1><div itemprop="articleBody"><p>${words}</p></div></main>`],
    [
      "microformats",
      `<div class="h-entry"><h1 class="p-name">No</h1><div class="e-content"><p>${words}</p></div></div>`,
    ],
    ["a class that builders use", `<div class="hero">No</div><div class="post entry-content"><p>${words}</p></div>`],
    [
      "article",
      `<nav>No</nav><article><header>No</header><p>${words}</p><footer>No</footer></article><footer>No</footer>`,
    ],
    ["main", `<header>No</header><main><p>${words}</p></main>`],
    [
      "nothing but its paragraphs",
      `<div><ul><li><a href="/1">No, this is a long link to another page</a></li></ul></div><div><p>${words}</p></div>`,
    ],
  ])("is found where %s marks it", (_, body) => expect(text(body)).toBe(words));

  it.each([
    "<div class='comments'>No</div>",
    "<div id='related-posts'>No</div>",
    "<aside>No</aside>",
    "<section class='share social'>No</section>",
    "<form>No</form>",
    "<script>no()</script>",
    "<p hidden>No</p>",
    "<div role='navigation'>No</div>",
  ])("leaves out what is beside it: %s", (beside) =>
    expect(text(`<article><p>${words}</p>${beside}</article>`)).toBe(words),
  );

  it("keeps words that only look like the names of what is beside it", () => {
    expect(text(`<article class="comments-on-code"><p class="shared-memory">${words}</p></article>`)).toBe(words);
  });

  it("is the longest of a few", () => {
    expect(text(`<article><p>Short</p></article><article><p>${words}</p></article>`)).toBe(words);
  });

  it("is unknown where a page says little, breaks off, or asks not to be shown", () => {
    expect(text("<article><p>Sign in to read on</p></article>")).toBeNull();
    expect(text(`<article><p>${words} …</p></article>`)).toBeNull();
    expect(
      text(`<article><p>${words}</p></article>`, '<meta name="Robots" content="noarchive, nosnippet">'),
    ).toBeNull();
    expect(text("")).toBeNull();
  });

  it("comes with the page's language and canonical address", () => {
    const head = '<link rel="canonical" href="/lit"><meta http-equiv="Content-Language" content="fr">';
    expect(readArticle(page(`<article><p>${words}</p></article>`, head), url)).toMatchObject({
      language: "en-GB",
      canonical: "https://lamp.example/lit",
    });
    const silent = `<head>${head}</head><article><p>${words}</p></article>`;
    expect(readArticle(silent, url)?.language).toBe("fr");
  });

  it("is found, or is not, in a page that closes nothing, but the stack holds", () => {
    expect([words, null]).toContain(text(`${"<div>".repeat(20_000)}<p>${words}</p>`));
    expect(text(`<article><p>${words}<p>${"<i>x</i> ".repeat(20_000)}`)).toContain(words);
  });
});
