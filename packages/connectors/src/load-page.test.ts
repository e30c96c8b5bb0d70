import { expect, test } from "vitest";
import { loadPage } from "./load-page.ts";

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
