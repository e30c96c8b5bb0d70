import { describe, expect, test } from "vitest";
import { publicUrl } from "./public-url.ts";

describe("a URL that is shown", () => {
  test.each(
    "key api_key apikey API-KEY token access_token accessToken feed_token private_token auth client_secret password pwd X-Amz-Signature sig Ocp-Apim-Subscription-Key PHPSESSID jwt".split(
      " ",
    ),
  )("leaves out the parameter %s", (name) => {
    expect(publicUrl(`https://a.example/feed?page=2&${name}=hunter2`)).toBe("https://a.example/feed?page=2");
  });

  test.each(["https://a.example/?q=%20a+b&keyword=monkey&tokens=3&author=me", "https://a.example/keys/token/sig"])(
    "is left exactly as it was where it holds no secret: %s",
    (url) => expect(publicUrl(url)).toBe(url),
  );

  test.each([
    ["https://me:hunter2@a.example/x#hunter2", "https://a.example/x"],
    ["//me:hunter2@a.example/x?key=hunter2", "//a.example/x"],
  ])("names nobody who signs in: %s", (url, shown) => expect(publicUrl(url)).toBe(shown));
});
