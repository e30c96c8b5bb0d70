import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identifyAddress } from "./identify-address.ts";
import { mentionedSpaces } from "./mentions.ts";

const channel = "UC1234567890123456789012";

describe("an address that points into a space", () => {
  it.each<[string, string, string]>([
    ["https://stackoverflow.com/questions/123/how-to", "stackoverflow.com", "stackexchange"],
    [
      "https://stackoverflow.com/questions/tagged/c%23+or+F%23",
      "stackoverflow.com/questions/tagged/c%23+or+f%23",
      "stackexchange",
    ],
    ["https://github.com/Lamp/Wick/issues/3", "github.com/lamp/wick", "github"],
    ["https://gitlab.com/lamp/wick/-/issues/4", "gitlab.com/lamp/wick", "git"],
    ["https://old.reddit.com/r/Lumen/comments/abc/", "reddit.com/r/lumen", "reddit"],
    [`https://www.youtube.com/channel/${channel}/videos`, `youtube.com/channel/${channel}`, "youtube"],
    ["https://www.meetup.com/nl-NL/Lamp-Lovers/events/1/", "meetup.com/lamp-lovers", "meetup"],
    ["https://discord.gg/lamps", "discord.gg/lamps", "cannot be read"],
    ["https://discord.com/invite/lamps", "discord.gg/lamps", "cannot be read"],
    ["https://join.slack.com/t/lamps/shared_invite/zt-1", "lamps.slack.com", "cannot be read"],
    ["https://lamps.slack.com/archives/C01/p1", "lamps.slack.com", "cannot be read"],
    ["https://t.me/lamps", "t.me/lamps", "cannot be read"],
    ["ircs://irc.libera.chat/lamps", "irc.libera.chat/lamps", "cannot be read"],
    ["https://groups.google.com/g/lamps/c/x", "groups.google.com/g/lamps", "cannot be read"],
    [
      "https://lists.lamp.example/archives/list/users@lamp.example/thread/A/",
      "lists.lamp.example/archives/list/users@lamp.example",
      "hyperkitty",
    ],
    ["news://news.lamp.example/comp.lamps", "news.lamp.example/comp.lamps", "nntp"],
    ["https://www.nuget.org/packages/Lamp.Wick/1.0.0", "nuget.org/packages/lamp.wick", "nuget"],
    ["https://talk.lamp.example/t/how-to-glow/123/4", "talk.lamp.example", "discourse"],
    ["https://talk.lamp.example/c/support/6", "talk.lamp.example", "discourse"],
    ["https://lamp.example/feed/", "lamp.example", "feed"],
    ["https://www.lamp.example/2025/03/glow/", "lamp.example", "unknown"],
    ["https://ana.github.io/glow", "ana.github.io", "unknown"],
    ["https://ana.wordpress.com/2025/03/glow", "ana.wordpress.com", "feed"],
    ["https://ana.blogspot.com/2025/03/glow.html", "ana.blogspot.com", "feed"],
    ["https://ana.substack.com/p/glow", "ana.substack.com", "feed"],
    ["https://medium.com/@ana/glow-1a2b", "medium.com/@ana", "feed"],
    ["https://dev.to/ana/glow", "dev.to/ana", "feed"],
    ["https://inkwell.example/@ana/glow", "inkwell.example/@ana", "unknown"],
    ["https://forum.lamp.example:8443/x/y-z", "forum.lamp.example:8443", "unknown"],
  ])("%s lies in %s", (address, key, identified) => {
    expect(identifyAddress(address).place).toMatchObject({ key, identified });
  });

  it("tells owners apart at a host of many, and a product's forum from its blog", () => {
    const keys = [
      "https://ana.github.io/a",
      "https://bo.github.io/a",
      "https://forum.lamp.example/a",
      "https://blog.lamp.example/a",
    ];
    expect(new Set(keys.map((one) => identifyAddress(one).place?.key)).size).toBe(4);
  });
});

describe("an address that points into no space says why", () => {
  it.each<[string, RegExp]>([
    ["https://bit.ly/3xYz12", /shortener/],
    ["https://i.imgur.com/abc.png", /images/],
    ["https://pastebin.com/abc1234", /pieces of code/],
    ["https://gist.github.com/ana/1", /pieces of code/],
    ["https://www.google.com/search?q=lamp", /search engine/],
    ["https://docs.northbeam.example/lumen/a", /documentation/],
    ["https://northbeam.example/docs/a", /documentation/],
    ["https://cdn.lamp.example/a.js", /images and files/],
    ["https://lamp.example/glow.pdf", /a file/],
    ["https://lamp.example/login?next=1", /sign in/],
    ["https://sho.example/aB3xY9", /code that says nothing/],
    ["https://github.com/ana", /somebody's own page/],
    ["https://github.com/sponsors/ana", /page of GitHub/],
    ["https://www.nuget.org/profiles/ana", /own page/],
    ["https://stackoverflow.com/users/1/ana", /somebody's own page/],
    ["https://bsky.app/profile/ana.example", /somebody's own page/],
    ["https://social.example/@ana", /somebody's own page/],
    ["https://social.example/@ana/1122334455", /somebody said/],
    ["https://www.youtube.com/watch?v=abc", /a video/],
    ["https://www.meetup.com/find/?q=a", /page of Meetup/],
    ["https://github.io/", /many owners/],
    ["javascript:alert(1)", /no address of the web/],
    ["mailto:ana@lamp.example", /no address of the web/],
    ["http://127.0.0.1:8080/t/a/1", /address of a machine/],
    ["http://[::1]/t/a/1", /address of a machine/],
    ["http://0x7f000001/", /address of a machine/],
    ["http://localhost/t/a/1", /inside a network/],
    ["http://build.corp/t/a/1", /inside a network/],
    [`https://${"a".repeat(10_000)}.example/`, /too long/],
    [`https://${"a".repeat(100)}.example/`, /no host/],
    ["lamp", /no address$/],
  ])("%s", (address, why) => {
    const pointed = identifyAddress(address);
    expect(pointed.place).toBeNull();
    expect(pointed.why).toMatch(why);
  });
});

it("believes the host and not the user before it, and shows letters of other scripts in ASCII", () => {
  expect(identifyAddress("https://github.com@evil.example/lamp/wick").place?.key).toBe("evil.example");
  const mixed = identifyAddress("https://gіthub.com/lamp/wick").place;
  expect(mixed).toMatchObject({ key: "xn--gthub-n2e.com", identified: "unknown" });
  expect(JSON.stringify(mixed)).toMatch(/^[\x20-\x7e]*$/);
});

it("never throws, whatever the text, and gives the same key for a space's own address", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
      const { place } = identifyAddress(text);
      if (place?.url.startsWith("http") && !place.key.includes("/@"))
        expect(identifyAddress(place.url).place?.key).toBe(place.key);
    }),
    { seed: 5 },
  );
});

it("reads names of subreddits and channels out of words, and no path or price", () => {
  expect(mentionedSpaces("ask in r/Lumen, or #lumen on Libera.Chat; not /usr/r/lib nor and/or/r/x")).toEqual([
    "https://www.reddit.com/r/Lumen",
    "ircs://irc.libera.chat/lumen",
  ]);
  expect(mentionedSpaces("it is on our Discord")).toEqual([]);
});
