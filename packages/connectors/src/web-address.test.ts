import { describe, expect, it } from "vitest";
import { atOrigin, isPublicSite, resolveUrl, siteId, withoutSecretPath, withoutTracking } from "./web-address.ts";

describe("an address that a document names", () => {
  it("is relative to the innermost base, which is relative to the next", () => {
    expect(resolveUrl("c.html", "b/", "/a/", "https://x.example/feed.xml")).toBe("https://x.example/a/b/c.html");
    expect(resolveUrl("c.html", null, "not a base", "https://x.example/d/feed.xml")).toBe("https://x.example/d/c.html");
  });
  it("is a web page or nothing", () => {
    for (const text of ["javascript:alert(1)", "data:text/html,x", "mailto:a@x.example", "", null, "http://"])
      expect(resolveUrl(text, text === "" ? "https://x.example" : null)).toBeNull();
  });
  it("loses what counts clicks and keeps the rest", () => {
    expect(withoutTracking("https://x.example/?utm_source=a&id=1&fbclid=b")).toBe("https://x.example/?id=1");
    expect(withoutTracking("https://x.example/@ilse?source=rss-abc------2")).toBe("https://x.example/@ilse");
    expect(withoutTracking("https://x.example/?source=archive&q=a+b")).toBe("https://x.example/?source=archive&q=a+b");
  });
  it("is known as a place without scheme, www and closing slash", () => {
    expect(siteId("https://www.x.example/")).toBe("x.example");
    expect(siteId("http://user:pass@x.example:8080/blog/#top")).toBe("x.example:8080/blog");
    expect(siteId("https://x.example/?p=1")).toBe("x.example?p=1");
  });
  it("is nobody's site where only one machine knows it", () => {
    expect(["http://localhost:4000/", "http://127.0.0.1/", "http://blog.local/"].some(isPublicSite)).toBe(false);
    expect(isPublicSite("https://x.example/")).toBe(true);
  });
  it("keeps the secret of a private calendar", () => {
    const secret = "https://calendar.example/ical/group/private-0123abc/basic.ics";
    expect(withoutSecretPath(secret)).toBe("https://calendar.example/ical/group/private-hidden/basic.ics");
  });
  it("can be asked for at another origin", () => {
    expect(atOrigin("https://x.example/feed?a=1", "http://127.0.0.1:1/")).toBe("http://127.0.0.1:1/feed?a=1");
    expect(atOrigin("https://x.example/feed", undefined)).toBe("https://x.example/feed");
  });
});
