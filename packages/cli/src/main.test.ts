import { Command } from "commander";
import { expect, test } from "vitest";
import { groups, program } from "./main.ts";

test.each(groups)("$names are what is loaded for these names", async ({ names, load }) => {
  const root = new Command();
  (await load())(root);
  expect(root.commands.map((command) => command.name())).toEqual(names);
});

test("a command is loaded alone, and all of them for help and for a name that is none", async () => {
  const names = async (wanted?: string) => (await program(wanted)).commands.map((command) => command.name());
  const all = groups.flatMap((group) => group.names);
  expect(await names("status")).toEqual(["status"]);
  expect(await names("worker")).toEqual(["up", "worker", "serve"]);
  for (const wanted of [undefined, "--help", "statsu"]) expect(await names(wanted)).toEqual(all);
});
