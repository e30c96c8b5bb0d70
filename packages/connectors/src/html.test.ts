import { describe, expect, it } from "vitest";
import { plainText } from "./html.ts";

describe("the plain text of HTML", () => {
  it("is what a reader sees: no tags, entities decoded, white space folded", () => {
    expect(plainText("<p>Use <code>Get-Item</code>&nbsp;&amp;\n\n <b>pipe</b> it</p>")).toBe("Use Get-Item & pipe it");
  });
  it("keeps apart what is on lines of its own, and together what is on one", () => {
    expect(plainText("<p>one</p><p>two<br>three</p><ul><li>four<li>five</ul>")).toBe("one two three four five");
    expect(plainText("<dl><dt>term<dd>meaning</dl><table><tr><th>a<td>b</table>")).toBe("term meaning a b");
    expect(plainText("un<b>believ</b><i>able</i>")).toBe("unbelievable");
  });
  it("leaves scripts, styles and comments out", () => {
    const page = "<head><title>no</title></head><style>p{}</style>yes<script>if (a<b) x()</script><!-- no -->!";
    expect(plainText(page)).toBe("yes!");
    expect(plainText("<html><head><title>no</title><body>yes")).toBe("yes");
    expect(plainText("<noscript><img></noscript>yes<template><p>no</p></template>")).toBe("yes");
  });
  it("leaves text alone that only looks like markup", () => {
    expect(plainText("1 < 2 && 3 > 2")).toBe("1 < 2 && 3 > 2");
    expect(plainText("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe("<script>alert(1)</script>");
  });
  it("survives markup that ends in the middle", () => {
    expect(plainText("<p>text <a href='x")).toBe("text");
    expect(plainText("</p></div>text</script>")).toBe("text");
    expect(plainText("")).toBe("");
  });
  it("reads a hundred thousand unclosed tags", () => {
    expect(plainText(`${"<div>".repeat(100_000)}deep`)).toBe("deep");
  });
});
