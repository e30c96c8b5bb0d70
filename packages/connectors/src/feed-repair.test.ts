import { describe, expect, it } from "vitest";
import { sealMarkup } from "./feed-repair.ts";

describe("the texts of a feed, sealed against what is inside them", () => {
  it.each([
    "<title>Lit</title>",
    "<title>Lit &amp; &lt;b&gt;up&lt;/b&gt;</title>",
    "<content:encoded><![CDATA[<p>Lit</p>]]></content:encoded>",
    "<content:encoded> <![CDATA[<p>Lit</p>]]> </content:encoded>",
    "<title>5 < 6</title>",
    "<title/>",
    "<title>never closed",
    "/title<title>never closed",
    "<description><![CDATA[never closed",
    "<title>Lit<title>Dim</title>",
    "<!-- <title><b>Lit</b></title> -->",
  ])("stay as they are without markup of their own: %s", (xml) => expect(sealMarkup(xml)).toBe(xml));

  it.each([
    ["<title>Lit <b>up</b></title>", "<title><![CDATA[Lit <b>up</b>]]></title>"],
    [
      "<title a='b'><b>Lit</b></title><title>Dim</title>",
      "<title a='b'><![CDATA[<b>Lit</b>]]></title><title>Dim</title>",
    ],
    ["<title>Lit</i> <b>up</b></title>", "<title><![CDATA[Lit</i> <b>up</b>]]></title>"],
    ["<title>Lit<![CDATA[</title>]]></title>", "<title><![CDATA[Lit<![CDATA[]]></title>]]></title>"],
    ["<title>Lit</titles><b>up</b></title>", "<title>Lit</titles><b>up</b></title>"],
    [
      "<description><![CDATA[</description>]]><b>Lit</b></description>",
      "<description><![CDATA[&lt;/description><b>Lit</b>]]></description>",
    ],
    ["<summary><![CDATA[a]]><b>Lit</b></summary>", "<summary><![CDATA[a<b>Lit</b>]]></summary>"],
  ])("are put into a section where they have some: %s", (xml, sealed) => expect(sealMarkup(xml)).toBe(sealed));
});
