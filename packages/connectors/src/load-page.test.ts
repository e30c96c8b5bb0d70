import { expect, test } from "vitest";
import { loadPage, loadXml } from "./load-page.ts";

test("a page is read as it is, also where nothing in it is closed", () => {
  expect(loadPage("<p>one<p>two<br>three").text()).toBe("onetwothree");
  expect(loadPage("<li>a".repeat(5_000))("li").length).toBe(5_000);
  expect(loadPage(`${"<div>".repeat(400)}deep`).text()).toBe("deep");
});

test("a page that nests deeper than any browser is empty, as is a part of one", () => {
  for (const tag of ["<div>", "<blockquote><div ", "<b><i>", "<table><tr><td>", "<a href=x><span>"])
    expect(loadPage(`start${tag.repeat(20_000)}end`).text()).toBe("");
  expect(loadPage("<div>".repeat(20_000), false).html()).toBe("");
});

test("XML is read as it is, also where it leaves thousands open, and what nests deeper is empty", () => {
  expect(loadXml("<Feed><A>1</A><b>2").text()).toBe("12");
  expect(loadXml("<br>a".repeat(4_000))("br").length).toBe(4_000);
  expect(loadXml(`start${"<td>".repeat(50_000)}end`).text()).toBe("");
});
