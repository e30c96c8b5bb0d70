import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { program } from "@groundswell/cli";
import { connectors } from "@groundswell/connectors";
import { readCatalogue, settingsTable } from "@groundswell/model";
import { reports } from "@groundswell/reports";
import { deliveryChannels } from "@groundswell/store";
import { expect, test } from "vitest";
import { commandsOf, pages, transcriptsPage } from "../scripts/docs.ts";
import { projectFiles, readProject, root } from "./project-files.ts";

const documents = projectFiles(/\.md$/).map((path) => ({ path, text: readProject(path) }));
const commands = new Map(commandsOf(await program()).map(({ name, command }) => [name, command]));

/** The fenced snippets of a language, with the line each begins on. */
function snippets(text: string, language: string): { line: number; code: string }[] {
  const found = text.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```/gm);
  return [...found]
    .filter(([, name]) => name === language)
    .map((match) => ({ line: text.slice(0, match.index).split("\n").length + 1, code: match[2] ?? "" }));
}

/** What is typed in the transcripts of a text: the lines of a console that begin with a prompt. */
function commandLines(text: string): { line: number; code: string }[] {
  return snippets(text, "console").map(({ line, code }) => ({
    line,
    code: code
      .split("\n")
      .filter((row) => row.startsWith("$ "))
      .join("\n"),
  }));
}

const withoutSnippets = (text: string) => text.replace(/^```[\s\S]*?^```/gm, "");

/** What GitHub makes of a heading, for links to it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

function anchorsOf(text: string): string[] {
  return [...withoutSnippets(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchor(heading));
}

/** Why a link from a document leads nowhere; null where it leads somewhere, or out of the project. */
function broken(from: string, link: string): string | null {
  if (/^(https?|mailto):/.test(link)) return URL.canParse(link) ? null : `${link} is no address`;
  const [path = "", heading] = link.split("#");
  const target = path === "" ? from : join(dirname(from), decodeURI(path));
  if (!existsSync(join(root, target))) return `${link} is not there`;
  if (heading === undefined || !target.endsWith(".md")) return null;
  return anchorsOf(readProject(target)).includes(heading) ? null : `${link} names no heading of ${target}`;
}

/** The calls of the command in a line of shell, each as its words. */
function callsIn(line: string): string[][] {
  return line
    .replace(/(^|\s)#.*$/, "")
    .split(/&&|\||;/)
    .map((part) =>
      part
        .trim()
        .replace(/^\$ /, "")
        .replace(/^(\w+=\S*\s+)*/, "")
        .replace(/^npx /, ""),
    )
    .filter((part) => /^groundswell(\s|$)/.test(part))
    .map((part) => part.match(/'[^']*'|"[^"]*"|\S+/g) ?? []);
}

/** What a call names that is not there; null where all of it is. */
function unknownIn([, ...words]: string[]): string | null {
  let name = "groundswell";
  while (words[0] !== undefined && commands.has(`${name} ${words[0]}`)) name += ` ${words.shift()}`;
  const command = commands.get(name);
  if (command?.commands.length && words[0] !== undefined && !words[0].startsWith("-"))
    return `${name} has no command ${words[0]}`;
  const flags = ["--help", "-h", ...(name === "groundswell" ? ["--version", "-V"] : [])];
  const known = [...flags, ...(command?.options.flatMap(({ long, short }) => [long, short]) ?? [])];
  const unknown = words.find((word) => /^--?[a-z]/i.test(word) && !known.includes(word.split("=")[0] ?? ""));
  return unknown ? `${name} has no option ${unknown}` : null;
}

/** The words of a call behind its command, and the command; null where there is no such command to give words to. */
function commandIn([, ...words]: string[]) {
  let name = "groundswell";
  while (words[0] !== undefined && commands.has(`${name} ${words[0]}`)) name += ` ${words.shift()}`;
  const command = commands.get(name);
  return command && command.commands.length === 0 && !words.includes("--help") ? { name, command, words } : null;
}

/** What a call lacks to be run as it stands, or gives that its option does not take; null where nothing. */
function wrongIn(call: string[]): string | null {
  const found = commandIn(call);
  if (found === null) return null;
  const { name, command, words } = found;
  const optionOf = (word: string) =>
    command.options.find(({ long, short }) => [long, short].includes(word.split("=")[0] ?? ""));
  const missing = command.options.find(
    (option) => option.mandatory && !words.some((word) => optionOf(word) === option),
  );
  if (missing) return `${name} needs ${missing.long}`;
  const values = new Set<number>();
  for (const [at, word] of words.entries()) {
    const option = optionOf(word);
    if (option === undefined || option.isBoolean()) continue;
    const value = word.includes("=") ? word.slice(word.indexOf("=") + 1) : words[at + 1];
    if (!word.includes("=")) values.add(at + 1);
    if (option.variadic) for (let next = at + 2; words[next] && !words[next]?.startsWith("-"); next++) values.add(next);
    if (option.argChoices && value !== "…" && !option.argChoices.includes(value ?? ""))
      return `${name} ${option.long} takes no ${value}`;
  }
  const given = words.filter(
    (word, at) => !values.has(at) && !/^(--?[a-z]|[<>]|\d?>)/i.test(word) && !/^[<>]/.test(words[at - 1] ?? ""),
  );
  const needed = command.registeredArguments.filter(({ required }) => required).length;
  const most = command.registeredArguments.some(({ variadic }) => variadic)
    ? Number.POSITIVE_INFINITY
    : command.registeredArguments.length;
  if (given.length < needed) return `${name} needs ${needed} arguments and is given ${given.length}`;
  return given.length > most ? `${name} takes ${most} arguments and is given ${given.join(" ")}` : null;
}

/** The calls of the command in the prose of a document: what stands in backticks. They may leave out what they are given. */
function callsInProse(text: string): string[][] {
  return [...withoutSnippets(text).matchAll(/`(groundswell [^`\n]+)`/g)].flatMap(([, code = ""]) => callsIn(code));
}

test.each(Object.entries(pages()))("%s says what the code says: npm run docs writes it anew", (path, text) => {
  expect(readProject(path)).toBe(text);
});

test("the transcripts are what the connectors print of the simulator's places today", async () => {
  for (const [path, text] of Object.entries(await transcriptsPage())) expect(readProject(path)).toBe(text);
});

test("every connector and option, command and option, and setting is in the docs, and says what it is", () => {
  const { "docs/connectors.md": places, "docs/commands.md": typed, "docs/settings.md": set } = pages();
  for (const { name, summary } of Object.values(connectors)) {
    expect(places).toContain(`\n## ${name}\n\n${summary}\n`);
  }
  for (const [name, command] of commands) {
    if (command.commands.length > 0) continue;
    expect(typed).toContain(`\n## ${name}\n`);
    for (const { flags } of command.options) expect(typed, name).toContain(`| \`${flags}\` | `);
  }
  for (const { name, about } of settingsTable)
    expect(set).toMatch(new RegExp(`\\| \`${name}\` \\| .* \\| ${about.slice(0, 9)}`));
  expect([...(places?.matchAll(/^\| `(\w|\.)+` \|.*\| {2}\|$/gm) ?? [])].map(([row]) => row)).toEqual([]);
});

test("every report and every channel of delivery is in the docs, with how often it is due", () => {
  const text = readProject("docs/reports.md");
  for (const { name, matter, of } of reports) {
    expect(text).toMatch(
      new RegExp(`\\| \`${name}\` \\| ${matter} \\| .* \\| ${of === "all" ? "all side by side" : "an expertise"} \\|`),
    );
    expect(text).toContain(`- **\`${name}\``);
  }
  for (const channel of deliveryChannels) expect(text).toMatch(new RegExp(`^\\| \`${channel}\` \\| `, "m"));
});

test("links lead somewhere", () => {
  const dead = documents.flatMap(({ path, text }) =>
    [...withoutSnippets(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|\bsrc="([^"]+)"/g)]
      .map(([, link, source]) => broken(path, link ?? source ?? ""))
      .filter((why) => why !== null)
      .map((why) => `${path}: ${why}`),
  );
  expect(dead).toEqual([]);
});

test("paths that documents name are there", () => {
  const inProject = /^(packages|workers|dashboards|scripts|test|docs|bench|catalogue|\.ci)\/[\w./@-]*$/;
  const gone = documents.flatMap(({ path, text }) =>
    [...withoutSnippets(text).matchAll(/`([^`\n]+)`/g)]
      .map(([, name = ""]) => name)
      .filter((name) => inProject.test(name) && !/\bNAME\b/.test(name) && !existsSync(join(root, name)))
      .map((name) => `${path}: ${name}`),
  );
  expect(gone).toEqual([]);
});

test("snippets call commands and options that are there", () => {
  let calls = 0;
  const wrong = documents.flatMap(({ path, text }) =>
    [...snippets(text, "sh"), ...commandLines(text)].flatMap(({ line, code }) =>
      code
        .replace(/\\\n/g, " ")
        .split("\n")
        .flatMap((row) => callsIn(row))
        .flatMap((call) => {
          calls++;
          const unknown = unknownIn(call) ?? wrongIn(call);
          return unknown ? [`${path}:${line}: ${unknown}`] : [];
        }),
    ),
  );
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThanOrEqual(commands.size);
});

test("what the prose calls is there too", () => {
  const calls = documents.flatMap(({ path, text }) => callsInProse(text).map((call) => ({ path, call })));
  expect(calls.length).toBeGreaterThan(30);
  const wrong = calls.flatMap(({ path, call }) => {
    const unknown = unknownIn(call);
    return unknown ? [`${path}: ${unknown}`] : [];
  });
  expect(wrong).toEqual([]);
});

test("every page is reached from the index, and the index from the first page anybody reads", () => {
  const linked = (path: string) =>
    [...readProject(path).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link = ""]) => join(dirname(path), link));
  const reached = new Set([...linked("docs/README.md"), "docs/README.md"]);
  expect(projectFiles(/^docs\/[^/]+\.md$/).filter((path) => !reached.has(path))).toEqual([]);
  expect(linked("README.md")).toContain("docs/README.md");
});

test("a snippet's check sees a command, a subcommand and an option that are not there", () => {
  const wrong = (line: string) => callsIn(line).map(unknownIn);
  expect(wrong("npx groundswell spaces --expertise x --json | jq .")).toEqual([null]);
  expect(wrong("A=b groundswell up && groundswell catalogue aply x.yaml # then wait")).toEqual([
    null,
    "groundswell catalogue has no command aply",
  ]);
  expect(wrong("groundswell spaces --expertice=x")).toEqual(["groundswell spaces has no option --expertice=x"]);
  expect(wrong("$ groundswell watch")).toEqual(["groundswell has no command watch"]);
  const lacking = (line: string) => callsIn(line).map(wrongIn);
  expect(lacking("groundswell user add birch@corp.example --name Birch")).toEqual([
    "groundswell user add needs --role",
  ]);
  expect(lacking("groundswell erase")).toEqual(["groundswell erase needs 1 arguments and is given 0"]);
  expect(lacking("groundswell spaces powershell")).toEqual([
    "groundswell spaces takes 0 arguments and is given powershell",
  ]);
  expect(lacking("groundswell candidates --track best")).toEqual(["groundswell candidates --track takes no best"]);
  expect(lacking("groundswell report bounce < notice.eml")).toEqual([null]);
});

test("catalogues in snippets are valid", () => {
  const found = documents.flatMap(({ path, text }) =>
    snippets(text, "yaml")
      .filter(({ code }) => /^version: /m.test(code))
      .map(({ line, code }) => ({ name: `${path} line ${line}`, code })),
  );
  expect(found.length).toBeGreaterThan(0);
  for (const { name, code } of found) expect(() => readCatalogue(code, name, connectors)).not.toThrow();
});
