import { Command } from "commander";
import { expect, test } from "vitest";
import { groups, namesOf } from "./groups.ts";
import { outline, program } from "./main.ts";

test.each(groups.map((group) => ({ ...group, names: namesOf(group) })))(
  "$names are what is loaded for these names",
  async ({ names, load }) => {
    const root = new Command();
    (await load())(root);
    expect(root.commands.map((command) => command.name())).toEqual(names);
  },
);

test("the help that loads no command is word for word the one that loads them all", async () => {
  expect(outline().helpInformation()).toBe((await program()).helpInformation());
});

test("a command is loaded alone, and all of them for help and for a name that is none", async () => {
  const names = async (wanted?: string) => (await program(wanted)).commands.map((command) => command.name());
  const all = groups.flatMap(namesOf);
  expect(await names("status")).toEqual(["status"]);
  expect(await names("worker")).toEqual(["up", "worker", "serve"]);
  for (const wanted of [undefined, "--help", "statsu"]) expect(await names(wanted)).toEqual(all);
});
