import { describe, expect, it } from "vitest";
import { platformPlace } from "./platform-place.ts";

const channel = "UC1234567890123456789012";
const read = (address: string) => platformPlace(new URL(address));

describe("an address at a platform of many spaces", () => {
  it.each<[string, string, object, string]>([
    ["https://stackoverflow.com/q/123", "stackexchange", { site: "stackoverflow" }, "stackoverflow.com"],
    [
      "https://travel.stackexchange.com/",
      "stackexchange",
      { site: "travel.stackexchange.com" },
      "travel.stackexchange.com",
    ],
    [
      "https://stackoverflow.com/questions/tagged/F%23+or+c%23?tab=new",
      "stackexchange",
      { site: "stackoverflow", tagged: ["c#", "f#"] },
      "stackoverflow.com/questions/tagged/c%23+or+f%23",
    ],
    [
      "https://stackoverflow.com/questions/tagged/c%2b%2b",
      "stackexchange",
      { site: "stackoverflow", tagged: ["c++"] },
      "stackoverflow.com/questions/tagged/c%2B%2B",
    ],
    [
      "https://es.stackoverflow.com/tags/lamp/info",
      "stackexchange",
      { site: "es.stackoverflow.com", tagged: ["lamp"] },
      "es.stackoverflow.com/questions/tagged/lamp",
    ],
    ["https://www.github.com/Lamp/Wick/issues/3", "github", { repository: "Lamp/Wick" }, "github.com/lamp/wick"],
    ["https://github.com/lamp/wick.git", "github", { repository: "lamp/wick" }, "github.com/lamp/wick"],
    [
      "https://gitlab.com/lamp/wick/-/issues/4",
      "git",
      { repository: "https://gitlab.com/lamp/wick" },
      "gitlab.com/lamp/wick",
    ],
    [
      "https://codeberg.org/lamp/wick",
      "git",
      { repository: "https://codeberg.org/lamp/wick" },
      "codeberg.org/lamp/wick",
    ],
    ["https://old.reddit.com/r/Lumen/comments/abc/", "reddit", { subreddit: "Lumen" }, "reddit.com/r/lumen"],
    [`https://m.youtube.com/channel/${channel}/videos`, "youtube", { channel }, `youtube.com/channel/${channel}`],
    ["https://youtube.com/@Lamps", "youtube", { channel: "@Lamps" }, "youtube.com/@lamps"],
    [
      "https://www.meetup.com/nl-NL/Lamp-Lovers/events/1/",
      "meetup",
      { urlname: "Lamp-Lovers" },
      "meetup.com/lamp-lovers",
    ],
    [
      "https://www.nuget.org/packages/Lamp.Wick/1.0.0",
      "nuget",
      { packages: ["Lamp.Wick"] },
      "nuget.org/packages/lamp.wick",
    ],
    ["https://www.nuget.org/profiles/lamps", "nuget", { owners: ["lamps"] }, "nuget.org/profiles/lamps"],
    [
      "https://www.powershellgallery.com/packages/Wick",
      "psgallery",
      { packages: ["Wick"] },
      "powershellgallery.com/packages/wick",
    ],
    [
      "https://learn.microsoft.com/en-us/answers/tags/134/sql-server",
      "microsoft-qa",
      { tag: "134/sql-server" },
      "learn.microsoft.com/answers/tags/134/sql-server",
    ],
    [
      "https://lists.lamp.example/pipermail/users/2024-May/1.html",
      "pipermail",
      { url: "https://lists.lamp.example/pipermail/users/" },
      "lists.lamp.example/pipermail/users",
    ],
    [
      "http://lists.lamp.example/archives/list/users%40lamp.example/thread/A/",
      "hyperkitty",
      { url: "http://lists.lamp.example/archives", list: "users@lamp.example" },
      "lists.lamp.example/archives/list/users@lamp.example",
    ],
  ])("%s is read by %s", (address, connector, options, key) => {
    expect(read(address)).toMatchObject({ connector, options, key });
  });

  it.each([
    "https://stackexchange.com/sites",
    "https://github.com/lamp",
    "https://github.com/sponsors/lamp",
    "https://www.reddit.com/user/ana",
    "https://www.youtube.com/watch?v=abc",
    "https://www.meetup.com/find/?q=a",
    "https://github.com@evil.example/lamp/wick",
    "https://github.com.evil.example/lamp/wick",
    "https://evil.example/github.com/lamp/wick",
    "https://lamp.example/2025/03/glow/",
  ])("%s is none", (address) => {
    expect(read(address)).toBeNull();
  });

  it("knows the site that a tag is a part of, and whether more than the space is named", () => {
    expect(read("https://stackoverflow.com/tags/lamp")).toMatchObject({ whole: "stackoverflow.com", exact: true });
    expect(read("https://gitlab.com/lamp/wick.git")?.exact).toBe(true);
    expect(read("https://gitlab.com/lamp/wicks/oil")).toMatchObject({ whole: null, exact: false });
  });
});
