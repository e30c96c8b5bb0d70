import { describe, expect, it } from "vitest";
import { textOfMarkup } from "./feed-markup.ts";
import { countWords, languageTag } from "./feed-text.ts";
import { plainText } from "./html.ts";

const pieces = [
  "Lit",
  " ",
  "&amp;",
  "&lt;b&gt;",
  "&eacute;",
  "&#8212;",
  "&nope;",
  "& ",
  "<p>",
  "</p>",
  "<br/>",
  "<br>",
  "<b>",
  "</b>",
  '<a href="x?a=1&amp;b=2" title=\'it"s\'>',
  "</a>",
  '<img alt="a > b">',
  "<!-- no -->",
  "<script>no()</script>",
  "<style>p{}</style>",
  "<![CDATA[x]]>",
  "<?php no ?>",
  " < 5",
  " > 3",
  "<div\nclass=x>",
  "</div>",
  "<td>",
  '<a b="unclosed>',
  "<3",
  "</ b>",
  "<x:y>",
  "<title>t</title>",
  "<h1>",
  "\n",
  "List<T>",
  "<textarea><b></textarea>",
  "<P>",
  "</P >",
];

describe("the text of markup", () => {
  it.each([
    "<p>One</p><p>two <b>th</b>ree</p>",
    "One<br>two<br/>three",
    "<ul><li>One</li><li>two</li></ul>three",
    "<td>One</td><td>two</td>",
    '<p class="a > b">One</p>  two\n\tthree &amp; four',
  ])("parts words where the whole reader does: %s", (html) => expect(textOfMarkup(html)).toBe(plainText(html)));

  it("is what the whole reader gives, whatever pieces it is made of", () => {
    let state = 7;
    const next = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    for (let round = 0; round < 5_000; round++) {
      const html = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join("");
      // Only a tag that closes what was never open may part words here and not there.
      expect([html, textOfMarkup(html).replaceAll(" ", "")]).toEqual([html, plainText(html).replaceAll(" ", "")]);
    }
  });
});

describe("the words of a text", () => {
  it.each([
    ["one two three", 3],
    ["it's well-known v1.2 - and so on...", 6],
    ["-one- 'two' .three.", 3],
    ["", 0],
    ["one’s café", 2],
    ["日本語のテキスト", 3],
  ])("%j has %i", (text, count) => expect(countWords(text)).toBe(count));
  it("are as many in ASCII as beside a letter beyond it", () => {
    const text = "a-b c.d 'e' f- -g 1,2 x";
    expect(countWords(text) + 1).toBe(countWords(`${text} é`));
  });
});

describe("a language", () => {
  it.each([
    ["pt_br", "pt-BR"],
    [" EN ", "en"],
    ["iw", "he"],
    ["english", null],
    ["", null],
    [null, null],
  ])("%j is %j, the second time too", (written, tag) => {
    expect([languageTag(written), languageTag(written)]).toEqual([tag, tag]);
  });
});
