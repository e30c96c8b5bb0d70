import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveLink, withoutCounting } from "./feed-links.ts";
import { resolveUrl } from "./web-address.ts";

const bases = ["/blog/", null, "https://feeds.example/all.xml"];

const hosts =
  "a.example blog.a-b.example EXAMPLE.com xn--lmp-qla.example xn--a.example a.b 127.0.0.1 1.0x7f localhost a..b -a.b";
const steps = "a . .. .a %2e %2E%2e %41 %zz a.b a%2fb ~a;b=c @ a:b café ' ^ | { a\\b x*y + &amp; &";
const ends = [
  "",
  "/",
  "?",
  "?a=1&b=2",
  "?a=1&amp;b=2",
  "?q='",
  "?q=a/b?c",
  "?utm_source=rss",
  "#",
  "#a/b?c",
  "#a'b",
  "?#",
];
const pieceOf = (words: string) => fc.constantFrom(...words.split(" "));

describe("a link of a feed", () => {
  it.each([
    "https://blog.example/2026/01/lamps/",
    "http://blog.example/?p=12",
    "https://blog.example",
    "https://blog.example:443/lamps",
    "https://BLOG.example/lamps",
    "https://blog.example/a/../lamps",
    "https://blog.example/a/%2E%2E/lamps",
    "https://blog.example/./lamps",
    "https://blog.example/.well-known/lamps",
    "https://blog.example/?a=1&amp;b=2",
    "https://blog.example/?q='lit'",
    "https://blog.example/lamps and more",
    " https://blog.example/lamps\n",
    "https://xn--a.example/lamps",
    "https://1.2.3.0x4/lamps",
    "https://user@blog.example/lamps",
    "javascript:alert(1)",
    "mailto:lamps@blog.example",
    "lamps.html",
    "//blog.example/lamps",
    `https://blog.example/${"a".repeat(4_000)}`,
  ])("is what a URL parser makes of it: %s", (link) =>
    expect(resolveLink(link, bases, "posts/")).toBe(resolveUrl(link, "posts/", ...bases)),
  );

  it("is what a URL parser makes of it, whatever pieces it is made of", () => {
    const links = fc
      .tuple(
        fc.constantFrom("https://", "http://", "HTTPS://", "ftp://", "https:/", ""),
        pieceOf(hosts),
        fc.constantFrom("", "", ":80", ":443", ":8080"),
        fc.array(pieceOf(steps), { maxLength: 3 }),
        fc.constantFrom(...ends),
      )
      .map(([scheme, host, port, path, end]) => `${scheme}${[host + port, ...path].join("/")}${end}`);
    fc.assert(
      fc.property(links, (link) => {
        expect([link, resolveLink(link, bases)]).toEqual([link, resolveUrl(link, ...bases)]);
      }),
      { seed: 7, numRuns: 5_000 },
    );
  });

  it("is nothing where nothing is written", () => {
    for (const text of ["", null, undefined]) expect(resolveLink(text, bases)).toBeNull();
  });

  it("loses what counts clicks, and is as it was where nothing does", () => {
    expect(withoutCounting("https://blog.example/lamps?fbclid=a&p=1")).toBe("https://blog.example/lamps?p=1");
    for (const link of ["https://blog.example/lamps?p=1", "https://blog.example/lamps#utm_source=a"])
      expect(withoutCounting(link)).toBe(link);
  });
});
