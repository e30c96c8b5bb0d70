import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalUrl, isNetworkAccount, isNetworkSite } from "./canonical-url.ts";

test.each([
  ["https://github.com/river-otter", "github.com/river-otter"],
  ["http://www.GitHub.com/River-Otter/", "github.com/river-otter"],
  [" https://github.com:443/river-otter#projects ", "github.com/river-otter"],
  ["https://blog.example.org/", "blog.example.org"],
  ["https://forum.example.org/u/River", "forum.example.org/u/River"],
  ["https://forum.example.org:8080/u?id=12", "forum.example.org:8080/u?id=12"],
  ["https://stackoverflow.com/users/12/river-otter?tab=profile", "stackoverflow.com/users/12"],
  ["https://x.com/River", "twitter.com/river"],
  ["https://stackexchange.com/users/34/", "stackexchange.com/users/34"],
])("%s is %s", (text, canonical) => {
  expect(canonicalUrl(text)).toBe(canonical);
});

test("the short way for plain addresses says what parsing says", () => {
  const part = fc.string({ unit: fc.constantFrom(..."aZ09._~@+-%"), minLength: 0, maxLength: 6 });
  const host = fc.string({ unit: fc.constantFrom(..."aw09.-x"), minLength: 1, maxLength: 8 });
  const address = fc.tuple(host, fc.constantFrom("com", "org", "0"), fc.array(part, { maxLength: 4 }));
  fc.assert(
    fc.property(address, ([name, domain, parts]) => {
      const text = `https://${name}.${domain}/${parts.join("/")}`;
      // A fragment makes the address less than plain, and is dropped.
      expect(canonicalUrl(text)).toBe(canonicalUrl(`${text}#there`));
    }),
    { numRuns: 2000 },
  );
});

test("what is no web address is nothing", () => {
  for (const text of [
    "",
    " ",
    "https://xn--a.com/x",
    "river-otter",
    "mailto:a@example.org",
    "https://",
    "javascript:alert(1)",
  ])
    expect(canonicalUrl(text)).toBeNull();
});

test("a path keeps its case where case may matter", () => {
  expect(canonicalUrl("https://example.org/~River")).not.toBe(canonicalUrl("https://example.org/~river"));
});

test("network accounts and sites are told from addresses that look like them", () => {
  expect(isNetworkAccount("stackexchange.com/users/34")).toBe(true);
  expect(isNetworkAccount("travel.stackexchange.com/users/34")).toBe(false);
  expect(isNetworkAccount("notstackexchange.com/users/34")).toBe(false);
  expect(["stackoverflow.com", "es.stackoverflow.com", "travel.stackexchange.com"].every(isNetworkSite)).toBe(true);
  expect(["notstackoverflow.com", "github", "stackoverflow.com.example.org"].some(isNetworkSite)).toBe(false);
});
