import { describe, expect, test } from "vitest";
import { ilse, now, sha256, useRepository } from "../test/git-repository.ts";
import { gitMissing, type Written } from "../test/git-server.ts";

const { left, pull, write } = useRepository();

describe.skipIf(gitMissing !== null)("who is who", () => {
  const authors = async (commits: Written[]) => {
    write(commits);
    return (await pull()).signals.map(({ id, account }) => [id.replace(/^\w{40}/, ""), account?.id ?? null]);
  };

  test("co-authors have a signal each, numbered by their line, and nobody has two of one commit", async () => {
    const message =
      "Glow (#7)\n\n* one\n\nCo-authored-by: Dorn <Dorn@Wick.example.net>\n\n* two\n\nco-authored-by: Ilse <ilse@shells.example.net>\nCo-Authored-By: Thea Rou <thea@rou.example.net>\nCo-authored-by: Dorn A <dorn@wick.example.net>\nCo-authored-by: nobody <>";
    expect(await authors([{ mark: 1, message }])).toEqual([
      ["", ilse],
      ["+1", sha256("dorn@wick.example.net")],
      ["+3", sha256("thea@rou.example.net")],
    ]);
  });

  test("the mailmap of today speaks for authors and co-authors, and all is read again when it changes", async () => {
    const message = "x\n\nCo-authored-by: Dorn <old@wick.example.net>";
    write([{ mark: 1, author: "ilse <ilse@old.example.net>", message }]);
    const first = await pull();
    expect(first.signals.map(({ account }) => account?.id)).toEqual([
      sha256("ilse@old.example.net"),
      sha256("old@wick.example.net"),
    ]);
    const mailmap =
      "Ilse Vann <ilse@shells.example.net> <ilse@old.example.net>\nDorn Ael <dorn@wick.example.net> <old@wick.example.net>\n";
    write([{ mark: 2, parents: [1], files: { ".mailmap": mailmap } }]);
    const second = await pull({ cursor: first.cursor });
    expect(second.signals.map(({ account }) => [account?.name, account?.id])).toEqual([
      ["Ilse Vann", ilse],
      ["Dorn Ael", sha256("dorn@wick.example.net")],
      ["Ilse Vann", ilse],
    ]);
    expect((await pull({ cursor: second.cursor })).signals).toEqual([]);
  });

  test("whom a later mailmap makes one with the author is no co-author any more", async () => {
    const message = "x\n\nCo-authored-by: Ilse <old@shells.example.net>";
    const shas = write([{ mark: 1, message }]);
    const first = await pull();
    expect(first.signals).toHaveLength(2);
    const mailmap = "Ilse Vann <ilse@shells.example.net> <old@shells.example.net>\n";
    write([{ mark: 2, parents: [1], files: { ".mailmap": mailmap } }]);
    const second = await pull({ cursor: first.cursor });
    const after = write([]);
    expect(await left(first, second)).toEqual([after.get(1), after.get(2)].sort());
    expect(second.signals.find(({ id }) => id === `${shas.get(1)}+1`)?.deletedAt).toBe(now.toISOString());
    expect((await pull()).signals).toHaveLength(2);
  });

  test("an address that a forge made up is that forge's account, whatever it is called by now", async () => {
    write([
      { mark: 1, author: "Ilse Vann <41+IlseV@users.noreply.github.com>" },
      { mark: 2, parents: [1], author: "Ilse <41+ilse-vann@users.noreply.github.com>" },
      { mark: 3, parents: [2], author: "dorn <dorn@users.noreply.github.com>" },
      { mark: 4, parents: [3], author: "Thea <9-thea@users.noreply.gitlab.com>" },
    ]);
    const accounts = (await pull()).signals.map(({ account }) => account);
    // A made-up address is no employer's, and nobody has an avatar by it.
    expect(accounts.map((account) => [account?.emailDomain, account?.gravatarHash])).toEqual(
      accounts.map(() => [null, null]),
    );
    expect(accounts.map((account) => [account?.id, account?.links, account?.emailHash])).toEqual([
      ["github.com+41", ["https://github.com/ilsev"], null],
      ["github.com+41", ["https://github.com/ilse-vann"], null],
      [sha256("dorn@users.noreply.github.com"), ["https://github.com/dorn"], null],
      ["gitlab.com+9", ["https://gitlab.com/thea"], null],
    ]);
  });

  test("what is nobody's address is nobody's commit, however the name reads", async () => {
    const nobody = [
      "root@localhost",
      "",
      "noreply@github.com",
      "you@example.com",
      "ilse",
      "a@host.(none)",
      "none@none",
    ];
    expect(
      await authors(nobody.map((address, i) => ({ mark: i + 1, parents: i ? [i] : [], author: `Ilse <${address}>` }))),
    ).toEqual(nobody.map(() => ["", null]));
  });

  test("bots are bots, and people whose names end so are not", async () => {
    const bots = ["dependabot[bot] <49+dependabot[bot]@users.noreply.github.com>", "wick-bot <wick@wick.example.net>"];
    const people = ["Thea Talbot <t@rou.example.net>", "Ro Bot <r@rou.example.net>"];
    write([...bots, ...people].map((author, i) => ({ mark: i + 1, parents: i ? [i] : [], author })));
    expect((await pull()).signals.map(({ account }) => account?.bot)).toEqual([true, true, false, false]);
  });

  test("a name that is an address is no name", async () => {
    write([{ mark: 1, author: "ilse@shells.example.net <ilse@shells.example.net>" }]);
    expect((await pull()).signals[0]?.account).toMatchObject({ id: ilse, name: null });
  });
});
