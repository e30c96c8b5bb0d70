// Resolves the git author aliases of two projects, from the file that is named, as the git connector gives them, and compares with the maintainers' own truth.
import { readFileSync } from "node:fs";
import { proposeLinks, resolve } from "@groundswell/identity";
import { gitAccount, gitAuthor } from "../packages/connectors/src/git-author.ts";
import { compareClusters } from "./identity-compare.mjs";

const nobody = { platform: "git", handle: null, url: null, links: [], emailHash: null };
const rows = readFileSync(process.argv[2], "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([set, name, email, , person]) => ({ set, name, email, person }));

const sets = ["a", "b"].map((set) => {
  const aliases = rows.filter((row) => row.set === set);
  const truth = aliases.map(({ person }) => person);
  const rules = [
    ["automatic merges", automatic(aliases)],
    ["same e-mail", exact(aliases, (alias) => [alias.email.toLowerCase()])],
    ["e-mail or same name of two words", exact(aliases, emailOrName)],
  ];
  return {
    set,
    aliases: aliases.length,
    people: new Set(truth).size,
    rules: rules.map(([rule, found]) => ({ rule, ...compareClusters(found, truth) })),
  };
});
process.stdout.write(JSON.stringify(sets));

/**
 * The person of each alias as the product finds it. The git connector gives an alias whose address is nobody's no account at all; here it
 * stands for itself, by its name and without an address, so that the figures are about all aliases.
 */
function automatic(aliases) {
  const byKey = new Map();
  const keys = aliases.map(({ name, email }) => {
    const account = gitAccount(gitAuthor(name, email)) ?? { ...nobody, id: `${name} ${email}`, name };
    const known = byKey.get(account.id);
    if (known === undefined) byKey.set(account.id, { ...linkAccount(account, byKey.size + 1), names: [] });
    else if (account.name !== null && account.name !== known.name) known.names.push(account.name);
    return account.id;
  });
  const accounts = [...byKey.values()];
  const accepted = proposeLinks(accounts).filter(({ status }) => status === "accepted");
  const { persons } = resolve(accounts, accepted, []);
  return keys.map((key) => persons.get(byKey.get(key).id));
}

function linkAccount({ id: platformId, ...account }, id) {
  return { ...account, id, platformId, projects: ["project"] };
}

function emailOrName({ name, email }) {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return [email.toLowerCase(), ...(words.length > 1 ? [`name ${words.join(" ")}`] : [])];
}

/** Union by equal keys: what the plainest rule gives. */
function exact(aliases, keysOf) {
  const parents = aliases.map((_, index) => index);
  const find = (index) => (parents[index] === index ? index : find(parents[index]));
  const first = new Map();
  for (const [index, alias] of aliases.entries())
    for (const key of keysOf(alias)) {
      if (first.has(key)) parents[find(index)] = find(first.get(key));
      else first.set(key, index);
    }
  return aliases.map((_, index) => find(index));
}
