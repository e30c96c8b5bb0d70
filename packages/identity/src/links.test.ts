import { createHash } from "node:crypto";
import type { LinkAccount } from "@groundswell/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { proposeLinks } from "./links.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");

function account(id: number, platform: string, known: Partial<LinkAccount> = {}): LinkAccount {
  return {
    id,
    platform,
    platformId: `p${id}`,
    handle: null,
    name: `Person ${id}`,
    url: null,
    links: [],
    emailHash: null,
    ...known,
  };
}
const brief = (accounts: LinkAccount[]) =>
  proposeLinks(accounts).map(({ a, b, method, status }) => [a, b, method, status]);

test("the same e-mail hash joins accounts of two platforms, whatever its letters' case", () => {
  const emailHash = sha("river@example.org");
  const links = proposeLinks([
    account(1, "github", { emailHash }),
    account(2, "git", { emailHash: emailHash.toUpperCase() }),
  ]);
  expect(links).toEqual([
    {
      a: 1,
      b: 2,
      method: "same-email",
      tier: "strong",
      confidence: 0.95,
      reasons: [`both have the e-mail hash ${emailHash.slice(0, 12)}…`],
      against: [],
      status: "accepted",
    },
  ]);
});

test("profiles that name each other are joined, however the addresses are spelt", () => {
  const github = account(7, "github", { url: "https://github.com/river", links: ["http://www.Blog.example.org/"] });
  const blog = account(3, "blog.example.org", {
    url: "https://blog.example.org",
    links: ["https://GitHub.com/River/"],
  });
  expect(brief([github, blog])).toEqual([[3, 7, "mutual-link", "accepted"]]);
});

test("a profile that is not named back is only proposed", () => {
  const github = account(1, "github", { url: "https://github.com/river" });
  const blog = account(2, "blog", { links: ["https://github.com/river"] });
  expect(brief([github, blog])).toEqual([[1, 2, "one-way-link", "proposed"]]);
  expect(proposeLinks([github, blog])[0]?.reasons).toEqual([
    "the profile of blog:p2 names github.com/river, which does not name it back",
  ]);
});

test("accounts of the Stack Exchange network that share the network account are joined", () => {
  const links = ["https://stackexchange.com/users/34"];
  const travel = account(1, "travel.stackexchange.com", { links });
  const coffee = account(2, "coffee.stackexchange.com", { links: ["http://stackexchange.com/users/34/river"] });
  expect(brief([travel, coffee])).toEqual([[1, 2, "network-account", "accepted"]]);
});

test("naming somebody's network account from elsewhere proves nothing", () => {
  const links = ["https://stackexchange.com/users/34"];
  const site = account(1, "travel.stackexchange.com", { url: "https://travel.stackexchange.com/users/5", links });
  expect(brief([site, account(2, "github", { links })])).toEqual([[1, 2, "one-way-link", "proposed"]]);
  const impostor = account(3, "coffee.stackexchange.com", { links: [...links, "https://stackexchange.com/users/35"] });
  expect(brief([site, impostor])).toEqual([[1, 3, "one-way-link", "proposed"]]);
});

test("names, handles and empty values join nobody, and are worth proposing only where they are rare", () => {
  const same = { name: "Maria Garcia", handle: "maria", url: "", links: ["", " ", "not an address"] };
  const nobody = [
    null,
    "",
    " ",
    sha(""),
    sha("noreply@github.com"),
    sha("root@localhost"),
    sha("unknown"),
    sha("none"),
    sha("null"),
  ];
  for (const emailHash of nobody)
    expect(
      proposeLinks([account(1, "github", { ...same, emailHash }), account(2, "forum", { ...same, emailHash })]),
    ).toEqual([]);
  const rare = { name: "Zuvelia Orthanque", handle: "zuvelia" };
  expect(brief([account(1, "github", rare), account(2, "forum", rare)])).toEqual([[1, 2, "same-handle", "proposed"]]);
});

test("an address that more than three distinct names share carries nothing", () => {
  const emailHash = sha("team@example.org");
  const names = ["River", "Otter", "Heron", "Wren"];
  const team = names.map((name, index) => account(index, `platform-${index}`, { name, emailHash }));
  expect(proposeLinks(team)).toEqual([]);
  expect(proposeLinks(team.slice(0, 3))).toHaveLength(3);
  const sameName = team.map((one) => ({ ...one, name: " RIVER " }));
  expect(proposeLinks(sameName)).toHaveLength(6);
  const nameless = team.map((one) => ({ ...one, name: null }));
  expect(proposeLinks(nameless)).toEqual([]);
});

test("an address that thousands of accounts of one name share carries nothing", () => {
  const emailHash = sha("bot@example.org");
  const bots = Array.from({ length: 5000 }, (_, id) => account(id, `platform-${id}`, { name: "bot", emailHash }));
  expect(proposeLinks(bots)).toEqual([]);
});

test("a page that many people name says nothing about any of them, unless it names one back", () => {
  const star = account(1, "github", { url: "https://github.com/star", links: ["https://forum.example.org/u/star"] });
  const own = account(2, "forum", { url: "https://forum.example.org/u/star", links: ["https://github.com/star"] });
  const admirers = [3, 4, 5, 6].map((id) => account(id, "blog", { links: ["https://github.com/star"] }));
  expect(brief([star, own, ...admirers])).toEqual([[1, 2, "mutual-link", "accepted"]]);
});

test("two ids of one platform are never joined without a person", () => {
  const emailHash = sha("river@example.org");
  const links = proposeLinks([account(1, "github", { emailHash }), account(2, "github", { emailHash })]);
  expect(links[0]).toMatchObject({ status: "proposed", method: "same-email" });
  expect(links[0]?.against).toEqual(["both are accounts of github, which only a person may join"]);
});

test("where two accounts of a platform fit a third equally, neither is taken", () => {
  const blog = account(1, "blog", {
    url: "https://team.example.org",
    links: ["https://github.com/a", "https://github.com/b"],
  });
  const writers = ["a", "b"].map((handle, index) =>
    account(2 + index, "github", { url: `https://github.com/${handle}`, links: ["https://team.example.org"] }),
  );
  expect(brief([blog, ...writers])).toEqual([
    [1, 2, "mutual-link", "proposed"],
    [1, 3, "mutual-link", "proposed"],
  ]);
});

test("the order in which a profile names addresses does not show", () => {
  const network = "https://stackexchange.com/users/34";
  const url = "https://travel.stackexchange.com/users/5";
  const site = account(2, "travel.stackexchange.com", { url, links: [network, "https://github.com/river"] });
  const github = (links: string[]) => account(1, "github", { url: "https://github.com/river", links });
  expect(proposeLinks([site, github([network, url])])).toEqual(proposeLinks([site, github([url, network])]));
});

test("several reasons make one link, by its strongest", () => {
  const emailHash = sha("river@example.org");
  const one = account(1, "github", {
    emailHash,
    url: "https://github.com/river",
    links: ["https://river.example.org"],
  });
  const two = account(2, "blog", { emailHash, url: "https://river.example.org", links: ["https://github.com/river"] });
  const links = proposeLinks([one, two]);
  expect(links).toHaveLength(1);
  expect(links[0]).toMatchObject({ method: "mutual-link", confidence: 0.98 });
  expect(links[0]?.reasons).toHaveLength(2);
});

test("accounts in any order give the same links", () => {
  const url = fc.constantFrom(
    "https://a.example.org",
    "https://b.example.org/u/1",
    "https://github.com/c",
    "https://github.com/d",
  );
  const known = fc.record({
    platform: fc.constantFrom("github", "blog", "forum", "travel.stackexchange.com"),
    name: fc.constantFrom("River", "Otter", "Heron", "Wren", null),
    url: fc.option(url, { nil: null }),
    links: fc.array(fc.oneof(url, fc.constant("https://stackexchange.com/users/34")), { maxLength: 3 }),
    emailHash: fc.constantFrom(null, sha("x"), sha("y")),
  });
  const shuffled = fc
    .array(known, { maxLength: 9 })
    .map((list) => list.map(({ platform, ...rest }, id) => account(id, platform, rest)))
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const links = proposeLinks(list);
      expect(proposeLinks(other)).toEqual(links);
      for (const { a, b, status } of links) {
        expect(a).toBeLessThan(b);
        if (list[a]?.platform === list[b]?.platform) expect(status).toBe("proposed");
      }
    }),
  );
});
