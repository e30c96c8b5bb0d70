import { type Role, roles } from "@groundswell/server/access";
import {
  addGrants,
  addUser,
  type By,
  changeRole,
  disableUser,
  enableUser,
  type Grants,
  listUsers,
  removeGrants,
  type User,
} from "@groundswell/store";
import { Argument, type Command, Option } from "commander";
import { type Context, withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { UsageError } from "../failure.ts";
import { print, printable, printJson, table } from "../output.ts";

type Json = { json?: true };
type Granted = Json & { expertise?: string[]; region?: string[] };

export function addUserCommand(command: Command): void {
  const user = command
    .command("user")
    .description("Who may sign in, and what each may see.")
    .addHelpText("after", "\nExample:\n  groundswell user list");
  addPeople(user);
  addChanges(user);
}

function addPeople(user: Command): void {
  user
    .command("add")
    .description("Add a user, and print a link once with which they set their password within 24 hours.")
    .argument("<email>", "the e-mail that they sign in with")
    .requiredOption("--name <name>", "how pages and history name them")
    .addOption(new Option("--role <role>", "what they are").choices([...roles]).makeOptionMandatory())
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell user add birch@corp.example --name "Birch Grove" --role lead')
    .action((email: string, { name, role, json }: Json & { name: string; role: Role }) =>
      withStore(async (context) => {
        const { store } = context;
        const added = await addUser(store, { name, email, role }, by(context));
        const { passwordLink } = await import("@groundswell/server");
        const link = await passwordLink(store, baseUrlOf(context), added.email, by(context));
        if (json) return printJson({ ...added, link });
        print(printable(describe(added)));
        printLink(link);
      }),
    );
  user
    .command("list")
    .description("Show all users, with roles and grants.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell user list")
    .action(({ json }: Json) =>
      withStore(async ({ store }) => {
        const users = await listUsers(store);
        if (json) printJson({ users });
        else printUsers(users);
      }),
    );
  about(user, "reset-link", "Print a link once with which a user sets a new password within 24 hours. It ends a lock.")
    .addHelpText("after", "\nExample:\n  groundswell user reset-link birch@corp.example")
    .action((email: string, { json }: Json) =>
      withStore(async (context) => {
        const { passwordLink } = await import("@groundswell/server");
        const link = await passwordLink(context.store, baseUrlOf(context), email, by(context));
        if (json) printJson({ user: email, link });
        else printLink(link);
      }),
    );
}

function addChanges(user: Command): void {
  grants(about(user, "grant", "Let a user see expertises, or a lead the people of regions."))
    .addHelpText("after", "\nExample:\n  groundswell user grant birch@corp.example --expertise powershell --region DE")
    .action((email: string, options: Granted) =>
      changeAndSay(options, ({ store }, who) => addGrants(store, email, chosen(options), who)),
    );
  grants(about(user, "revoke", "Take grants back."))
    .addHelpText("after", "\nExample:\n  groundswell user revoke birch@corp.example --region DE")
    .action((email: string, options: Granted) =>
      changeAndSay(options, ({ store }, who) => removeGrants(store, email, chosen(options), who)),
    );
  about(user, "role", "Give a user another role.")
    .addArgument(new Argument("<role>", "the new role").choices([...roles]))
    .addHelpText("after", "\nExample:\n  groundswell user role birch@corp.example admin")
    .action((email: string, role: Role, options: Json) =>
      changeAndSay(options, ({ store }, who) => changeRole(store, email, role, who)),
    );
  about(user, "disable", "Shut a user out at once: sessions end, tokens are revoked.")
    .addHelpText("after", "\nExample:\n  groundswell user disable birch@corp.example")
    .action((email: string, options: Json) =>
      changeAndSay(options, ({ store }, who) => disableUser(store, email, who)),
    );
  about(user, "enable", "Let a disabled user in again. Tokens stay revoked.")
    .addHelpText("after", "\nExample:\n  groundswell user enable birch@corp.example")
    .action((email: string, options: Json) => changeAndSay(options, ({ store }, who) => enableUser(store, email, who)));
}

function about(user: Command, name: string, says: string): Command {
  return user
    .command(name)
    .description(says)
    .argument("<email>", "the user's e-mail")
    .option("--json", "print one JSON document");
}

function grants(command: Command): Command {
  return command
    .option("--expertise <slugs...>", "expertises by their slugs, or * for all")
    .option("--region <codes...>", "countries by their two letters, as DE BR");
}

function chosen({ expertise = [], region = [] }: Granted): Grants {
  if (expertise.length + region.length === 0) throw new UsageError("Give --expertise or --region.");
  return { expertises: expertise, regions: region };
}

function changeAndSay({ json }: Json, change: (context: Context, who: By) => Promise<User>): Promise<void> {
  return withStore(async (context) => {
    const changed = await change(context, by(context));
    if (json) printJson(changed);
    else print(printable(describe(changed)));
  });
}

/** Who changes users or tokens, and when. */
export function by({ settings, now }: Context): By {
  return { actor: actorOf(settings), at: now() };
}

/** Where people reach the pages, as links name it. */
export function baseUrlOf({ settings: { publicUrl, host, port } }: Pick<Context, "settings">): string {
  if (publicUrl !== null) return publicUrl;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

function printLink(link: string): void {
  print("This link works once, for 24 hours, and is shown only now:");
  print(`  ${link}`);
}

function describe({ email, name, role, expertises, regions, disabledAt }: User): string {
  const seen = [...expertises.map((slug) => (slug === "*" ? "all expertises" : slug)), ...regions].join(", ");
  return `${email} (${name}): ${role}, ${disabledAt ? "disabled" : `granted ${seen || "nothing"}`}`;
}

function printUsers(users: User[]): void {
  if (users.length === 0) {
    print(
      'There is no user yet: "groundswell user add" makes one, and "groundswell serve" prints a link for an admin.',
    );
    return;
  }
  const titles = ["e-mail", "name", "role", "expertises", "regions", "disabled"];
  const rows = users.map(({ email, name, role, expertises, regions, disabledAt }) => [
    ...[email, name, role, expertises.join(", "), regions.join(", ")],
    disabledAt?.toISOString().slice(0, 10) ?? "",
  ]);
  print(
    table(
      titles.map((title) => ({ title, most: 40 })),
      rows,
    ),
  );
}
