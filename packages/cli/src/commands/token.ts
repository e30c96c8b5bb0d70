import { type Scope, scopes } from "@groundswell/server/access";
import { createToken, listTokens, requireUser, revokeToken, type Token } from "@groundswell/store";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { date } from "../options.ts";
import { print, printable, printJson, table } from "../output.ts";
import { by } from "./user.ts";

type Making = { name: string; scope: Scope[]; until: Date; json?: true };

export function addToken(command: Command): void {
  const token = command
    .command("token")
    .description("Tokens with which programs ask the API in a user's stead.")
    .addHelpText("after", "\nExample:\n  groundswell token list");
  token
    .command("create")
    .description("Make a token and print it once. It may never do more than its user.")
    .argument("<email>", "the user's e-mail")
    .requiredOption("--name <name>", "what it is for")
    .addOption(new Option("--scope <scopes...>", "what it may do").choices([...scopes]).makeOptionMandatory())
    .requiredOption("--until <date>", "when it ends, at most 366 days from now", date("--until"))
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell token create birch@corp.example --name slides --scope spaces:read --until 2027-01-31",
    )
    .action((user: string, { name, scope, until, json }: Making) =>
      withStore(async (context) => {
        const made = await createToken(context.store, { user, name, scopes: scope, expiresAt: until }, by(context));
        if (json) return printJson(made);
        print(printable(`Token ${made.id} of ${made.user}: ${made.scopes.join(", ")}, until ${day(made.expiresAt)}.`));
        print("It is shown only now:");
        print(`  ${made.secret}`);
      }),
    );
  token
    .command("list")
    .description("Show tokens, also those that have ended, with their last use.")
    .option("--user <email>", "those of one user (default: all)")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell token list --user birch@corp.example")
    .action(({ user, json }: { user?: string; json?: true }) =>
      withStore(async ({ store, now }) => {
        const tokens = await listTokens(store, user === undefined ? null : (await requireUser(store, user)).id);
        if (json) printJson({ tokens });
        else printTokens(tokens, now());
      }),
    );
  token
    .command("revoke")
    .description("End a token at once.")
    .argument("<number>", "the token's number, as the list shows it")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell token revoke 3")
    .action((text: string, { json }: { json?: true }) => {
      if (!/^\d{1,9}$/.test(text))
        throw new UsageError(`"${text}" is no token's number: see "groundswell token list".`);
      return withStore(async (context) => {
        const revoked = await revokeToken(context.store, Number(text), null, by(context));
        if (json) printJson(revoked);
        else print(printable(`Token ${revoked.id} of ${revoked.user} is revoked.`));
      });
    });
}

const day = (instant: Date) => instant.toISOString().slice(0, 10);

function printTokens(tokens: Token[], now: Date): void {
  if (tokens.length === 0) {
    print('There is no token: "groundswell token create" makes one.');
    return;
  }
  const titles = ["token", "user", "name", "scopes", "state", "last used"];
  const state = ({ revokedAt, expiresAt }: Token) => {
    if (revokedAt) return `revoked ${day(revokedAt)}`;
    return `${expiresAt <= now ? "ended" : "until"} ${day(expiresAt)}`;
  };
  const rows = tokens.map((one) => [
    ...[String(one.id), one.user, one.name, one.scopes.join(", "), state(one)],
    one.lastUsedAt ? `${one.lastUsedAt.toISOString().slice(0, 16).replace("T", " ")} UTC` : "never",
  ]);
  print(
    table(
      titles.map((title, index) => ({ title, right: index === 0 })),
      rows,
    ),
  );
}
