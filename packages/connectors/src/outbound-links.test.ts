import { describe, expect, test } from "vitest";
import { addressesInHtml, addressesInText, guessedAddresses, outboundLinks } from "./outbound-links.ts";

const own = "https://here.example/t/1";
const inText = (text: string) => outboundLinks(addressesInText(text), [own]);
const inHtml = (html: string) => outboundLinks(addressesInHtml(html), [own]);

describe("an outbound link", () => {
  test("is absolute, without fragment, credentials, secrets and click counters, and is there once", () => {
    const text =
      "https://A.example/x#top http://a.example/x https://a.example/x https://u:p@b.example/?token=abc&q=1&utm_source=mail";
    expect(inText(text)).toEqual(["https://a.example/x", "http://a.example/x", "https://b.example/?q=1"]);
  });

  test("is never the signal's own address, however that is spelled, nor its thread's", () => {
    const found = [
      "http://www.here.example/t/1/#p3",
      "/t/1",
      "#p4",
      "https://here.example/t/2",
      "https://other.example/",
    ];
    expect(outboundLinks(found, [own, "https://here.example/t/2"])).toEqual(["https://other.example/"]);
  });

  test("is on the web: no mail, no script, no machine of one's own", () => {
    const found = [
      "mailto:a@b.example",
      "javascript:alert(1)",
      "ftp://f.example/",
      "http://localhost:3000/",
      "http://10.0.0.7/",
    ];
    expect(outboundLinks([...found, "//cdn.example/x"], [own])).toEqual(["https://cdn.example/x"]);
  });

  test("is one of at most 50, each of at most 500 characters", () => {
    const many = Array.from({ length: 60 }, (_, n) => `https://n${n}.example/`);
    const long = (length: number) => `https://l.example/${"x".repeat(length - "https://l.example/".length)}`;
    expect(outboundLinks([long(501), long(500), ...many], [own])).toEqual([long(500), ...many.slice(0, 49)]);
  });
});

describe("in text and Markdown", () => {
  test("punctuation around an address is not part of it; brackets inside are", () => {
    expect(
      inText(
        "See https://a.example/x. Or (https://b.example/y), **https://c.example/z**: https://d.example/w_(v)! “https://e.example”",
      ),
    ).toEqual([
      "https://a.example/x",
      "https://b.example/y",
      "https://c.example/z",
      "https://d.example/w_(v)",
      "https://e.example/",
    ]);
  });

  test("the targets of links count, in order", () => {
    expect(inText('[b](https://b.example/1 "title"), <https://a.example/2>\n\n[ref]: https://c.example/3')).toEqual([
      "https://b.example/1",
      "https://a.example/2",
      "https://c.example/3",
    ]);
  });

  test("code, quoted lines, comments of templates and pictures do not count", () => {
    const text = [
      "```sh",
      "curl https://code.example/",
      "```",
      "> https://quoted.example/",
      "`https://inline.example/` <!-- read https://rules.example/ first -->",
      "![shot](https://shots.example/1.png) <img src='https://shots.example/2.png'>",
      "[![build](https://badges.example/b.svg)](https://builds.example/)",
      "after <!-- never closed https://open.example/",
    ];
    expect(inText(text.join("\n"))).toEqual(["https://builds.example/"]);
  });

  test("names of files are no hosts", () => {
    expect(inText("Program.cs, install.ps, see http:// and https://")).toEqual([]);
  });
});

describe("in HTML", () => {
  test("anchors count, whatever their rel, and so do bare addresses, in order", () => {
    expect(
      inHtml(
        '<p>https://a.example/?x=1&amp;y=2 <a rel="nofollow ugc" href="https://b.example/?p=1&amp;q=2">https://shown.example</a> <a href="/t/9">up</a> https://c.example.</p>',
      ),
    ).toEqual([
      "https://a.example/?x=1&y=2",
      "https://b.example/?p=1&q=2",
      "https://here.example/t/9",
      "https://c.example/",
    ]);
  });

  test("code, quotations, mentions and hashtags do not", () => {
    const html =
      '<pre><a href="https://code.example/">x</a> https://code2.example/</pre><blockquote>https://quoted.example/</blockquote>' +
      '<a class="u-url mention" href="https://m.example/@a">@a</a><a class="mention hashtag" rel="tag" href="https://m.example/tags/x">#x</a>' +
      '<aside class="quote"><a href="https://theirs.example/">t</a></aside><a href="https://kept.example/"><code>k</code></a>';
    expect(inHtml(html)).toEqual(["https://kept.example/"]);
  });

  test("the preview of an address counts as that address", () => {
    const html =
      '<aside class="onebox" data-onebox-src="https://seen.example/p"><a href="https://cdn.seen.example/">s</a></aside> https://after.example/';
    expect(inHtml(html)).toEqual(["https://seen.example/p", "https://after.example/"]);
  });

  test("an anchor that is never closed hides no other", () => {
    expect(inHtml('<a href="https://a.example/">a<p>b <a href=https://b.example/>b')).toEqual([
      "https://a.example/",
      "https://b.example/",
    ]);
  });

  test("is told from text where nobody says which of them it is", () => {
    expect(guessedAddresses('List<T> at https://a.example/x "y"')).toEqual(["https://a.example/x"]);
    expect(guessedAddresses('<p>at <a href="/y">y</a></p>')).toEqual(["/y"]);
  });
});

test("what stands after the first 64 kB of a body is not searched, so that no body costs more than that", () => {
  const filler = "x ".repeat(40_000);
  for (const find of [addressesInText, addressesInHtml, guessedAddresses])
    expect(find(`https://a.example/ ${filler} https://b.example/`)).toEqual(["https://a.example/"]);
});
