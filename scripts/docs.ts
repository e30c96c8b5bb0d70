// Writes the pages of docs/ that say what the code says: connectors, commands, settings and the API.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { program } from "../packages/cli/src/main.ts";
import { connectors } from "../packages/connectors/src/index.ts";
import { settingsTable } from "../packages/model/src/settings-table.ts";
import { answerSchemasFile } from "./answer-schemas.ts";
import { apiPages } from "./openapi.ts";
import { transcripts } from "./transcripts.ts";

type Command = Awaited<ReturnType<typeof program>>;
const command = await program();
type Connector = (typeof connectors)[string];
type Schema = {
  type?: string;
  default?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The generated pages: their paths from the project's root, and what they should hold. */
export function pages(): Record<string, string> {
  return {
    "docs/connectors.md": connectorsPage(),
    "docs/commands.md": commandsPage(),
    "docs/settings.md": settingsPage(),
    "dashboards/server/src/answer-schemas.ts": answerSchemasFile(),
  };
}

/** Every command of a program with its full name, groups of commands first. */
export function commandsOf(command: Command, name = command.name()): { name: string; command: Command }[] {
  const below = command.commands.flatMap((one) => commandsOf(one as Command, `${name} ${one.name()}`));
  return [{ name, command }, ...below];
}

function settingsPage(): string {
  const rows = settingsTable.map(({ name, default: value, about, secret }) => [
    `\`${name}\``,
    value === null ? "unset" : `\`${value}\``,
    `${about}${secret ? " Never printed, for it can hold a password." : ""}`,
  ]);
  return page(
    "Settings",
    "Settings are environment variables, read once when a command begins. Nothing has to be set. A setting that is never printed can come from a file: `DATABASE_URL_FILE=/run/secrets/database` in place of `DATABASE_URL`, and so can the credentials that a catalogue names.",
    table(["setting", "default", "what it is"], rows),
  );
}

function commandsPage(): string {
  const [all, ...commands] = commandsOf(command);
  return page(
    "Commands",
    `${all?.command.description()} Run any of these with \`npx groundswell\` from the project's root.`,
    "Answers go to stdout, progress and errors to stderr. With `--json` stdout is one JSON document. " +
      "The exit code is 0 when done, 1 when failed, 2 when what was typed is wrong.",
    ...commands.filter(({ command }) => command.commands.length === 0).flatMap(commandSection),
  );
}

function commandSection({ name, command }: { name: string; command: Command }): string[] {
  const [text, example] = helpAfter(command).split(/^Example:$/m);
  const parameters = [
    ...command.registeredArguments.map((one) => [`\`${argumentName(one)}\``, one.description]),
    ...command.options.map((one) => [`\`${one.flags}\``, `${one.description}${choicesAndDefault(one)}`]),
  ];
  return [
    `## ${name}`,
    command.description(),
    fence(
      "text",
      `${name} ${command.options.length > 0 ? command.usage() : command.usage().replace("[options]", "")}`
        .replace(/ +/g, " ")
        .trim(),
    ),
    parameters.length > 0 ? table(["argument or option", "what it is"], parameters) : "",
    text?.trim() ?? "",
    example ? fence("sh", example.replace(/^ {2}/gm, "").trim()) : "",
  ];
}

/** What a command's help says below its options; commander only tells it by printing. */
function helpAfter(command: Command): string {
  let printed = "";
  command.configureOutput({ writeOut: (text) => (printed += text) });
  command.outputHelp();
  return printed.slice(command.helpInformation().length).trim();
}

function argumentName(argument: Command["registeredArguments"][number]): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function choicesAndDefault({ argChoices, defaultValue, mandatory }: Command["options"][number]): string {
  const facts = [
    mandatory ? "required" : "",
    argChoices ? `one of ${argChoices.join(", ")}` : "",
    defaultValue === undefined ? "" : `default: ${defaultValue}`,
  ].filter(Boolean);
  return facts.length > 0 ? ` (${facts.join("; ")})` : "";
}

function connectorsPage(): string {
  const all = Object.values(connectors);
  const rows = all.map(({ name, reads, summary }) => [`[\`${name}\`](#${name})`, readings[reads], summary]);
  return page(
    "Connectors",
    "A connector reads one kind of place. `groundswell try` runs one without a database, a catalogue makes sources of " +
      "those that read over the network, and `groundswell import` loads files with the others. What each prints: " +
      "[transcripts](transcripts.md).",
    table(["connector", "reads", "what it reads"], rows),
    ...all.flatMap(connectorSection),
  );
}

const readings = { api: "over the network", file: "files" };

const orders: Record<Connector["order"], string> = {
  "oldest-first": "It reads the oldest first, so a pull that was cut short goes on where it was.",
  "newest-first": "It reads the newest first, so what it has read counts once the whole pass is done.",
  snapshot: "It reads what the place shows today; what has dropped out of that is kept and not read again.",
};

function connectorSection(connector: Connector): string[] {
  const schema = connector.options.toJSONSchema({ io: "input", unrepresentable: "any" }) as Schema;
  const credentials = Object.entries(connector.credentials).map(([name, { about, required }]) => [
    `\`${name}\``,
    `\`${variableOf(connector.name, name)}\``,
    `${about}${required ? " Required." : ""}`,
  ]);
  return [
    `## ${connector.name}`,
    connector.summary,
    orders[connector.order],
    connector.parser ? `Read with ${connector.parser}` : "",
    table(
      ["option", "type", "default", "what it is"],
      optionRows(schema, optionComments(connector.name), connector.example as object),
    ),
    credentials.length > 0 ? table(["credential", "with `try`, set", "what it is"], credentials) : "",
    fence("sh", commandExample(connector)),
    connector.reads === "api" ? fence("yaml", sourceExample(connector)) : "",
  ];
}

/** Options that mean the same wherever they are. */
const everywhere: Record<string, string> = {
  baseUrl: "Where the service answers, when that is not its public address: a proxy, a mirror, the simulator.",
  pageSize: "Items asked for at a time.",
};

function optionRows(schema: Schema, comments: Record<string, string>, example: object, prefix = ""): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, option]) => {
    if (option.properties) return optionRows(option, comments, example, `${prefix}${name}.`);
    const isRequired = schema.required?.includes(name) ?? false;
    const value = option.default === undefined ? "none" : `\`${JSON.stringify(option.default)}\``;
    const shown = Object.entries(example).find(([key]) => key === name)?.[1];
    const about = comments[name] ?? comments[prefix.slice(0, -1)] ?? everywhere[name] ?? (shown && `As \`${shown}\`.`);
    return [[`\`${prefix}${name}\``, typeName(option), isRequired ? "required" : value, about ?? ""]];
  });
}

function typeName({ type, enum: choices, format, minimum, maximum, items }: Schema): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(", ");
  if (items) return `list of ${typeName(items)}`;
  if (format === "uri") return "URL";
  if (type === "string") return "text";
  if (type !== "integer") return type ?? "any";
  return minimum === undefined || maximum === undefined ? "whole number" : `whole number ${minimum} to ${maximum}`;
}

/** An option is documented where it is declared: by the comment above it. */
function optionComments(connector: string): Record<string, string> {
  const source = readFileSync(join(root, "packages/connectors/src", `${connector}.ts`), "utf8");
  const declared = source.match(/^const options = [\s\S]*?^\}\);$/m)?.[0] ?? "";
  const found = declared.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+):/g);
  return Object.fromEntries(
    [...found].map(([, text = "", name]) => [name, text.replace(/\s*\n\s*\*?\s*/g, " ").trim()]),
  );
}

function variableOf(connector: string, secret: string): string {
  return `${connector}_${secret}`.toUpperCase().replace(/[^A-Z0-9]/g, "_");
}

function commandExample({ name, reads, example }: Connector): string {
  const { paths, ...options } = example as { paths?: string[] } & Record<string, unknown>;
  const given = Object.entries(options).map(([key, value]) =>
    typeof value === "string" && !/[\s'"]/.test(value)
      ? ` --set ${key}=${value}`
      : ` --set '${key}=${typeof value === "string" ? value : JSON.stringify(value)}'`,
  );
  return reads === "api"
    ? `npx groundswell try ${name}${given.join("")} --limit 5`
    : `npx groundswell import ${name} ${(paths ?? []).join(" ")} --expertise powershell${given.join("")}`;
}

function sourceExample({ name, example, credentials }: Connector): string {
  const secrets = Object.keys(credentials).map((secret) => `      ${secret}: ${variableOf(name, secret)}`);
  return [
    "version: 1",
    "sources:",
    `  - id: my-${name}`,
    `    connector: ${name}`,
    "    options:",
    ...Object.entries(example as object).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}`),
    ...(secrets.length > 0 ? ["    credentials:", ...secrets] : []),
    "    every: 6 hours",
  ].join("\n");
}

function page(title: string, ...blocks: string[]): string {
  const note = "<!-- Written by `npm run docs` from the code: change it there. -->";
  return `${[`# ${title}`, note, ...blocks].filter(Boolean).join("\n\n")}\n`;
}

function table(titles: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The page of what `try` prints, which takes a simulator to run. */
export async function transcriptsPage(): Promise<Record<string, string>> {
  const text = page(
    "Transcripts",
    "What `groundswell try` prints of each connector: a signal a line, and a summary. The places are the simulator's, " +
      "which serves each platform's own shapes on loopback; with `baseUrl` left out the same command reads the platform.",
    ...(await transcripts()),
  );
  return { "docs/transcripts.md": text };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries({ ...pages(), ...(await apiPages()), ...(await transcriptsPage()) }))
    writeFileSync(join(root, path), text);
