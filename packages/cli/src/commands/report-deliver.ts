import { ConfigError } from "@groundswell/model";
import { deliverNow, readBounce } from "@groundswell/report";
import { listMessages, listSubscriptions, noteBounce, requireUser } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { count } from "../options.ts";
import { print, printable, printJson, table } from "../output.ts";
import { reporting } from "../reporting.ts";
import { by } from "./user.ts";

/** A notice holds the headers of a mail, and at most the mail itself. */
const mostBytes = 10 * 1024 * 1024;

const outcomeWords = { sent: "sent", refused: "refused", "left-out": "left out", retry: "is tried again" } as const;

export function addDeliver(report: Command): void {
  report
    .command("deliver")
    .description("Send what waits and is due, in this process, and say what became of each message.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report deliver")
    .action(({ json }: { json?: true }) =>
      withStore(async (context) => {
        const done = await deliverNow(await reporting(context));
        if (json) return printJson({ delivered: done.map(({ message, outcome }) => ({ message, ...outcome })) });
        if (done.length === 0) print("Nothing is due.");
        for (const { message, outcome } of done)
          print(printable(`Message ${message} ${outcomeWords[outcome.kind]}: ${outcome.said}`));
      }),
    );
  report
    .command("deliveries")
    .description("Show the messages, the newest first, with what was said of each.")
    .option("--user <email>", "those to one user (default: all)")
    .option("--limit <n>", "messages to show; 0 for all", count("--limit"), 20)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report deliveries --user birch@corp.example")
    .action(({ user, limit, json }: { user?: string; limit: number; json?: true }) =>
      withStore(async ({ store }) => {
        const userId = user === undefined ? null : (await requireUser(store, user)).id;
        const messages = await listMessages(store, { userId, subscription: null, before: null, limit });
        if (json) return printJson({ deliveries: messages });
        if (messages.length === 0) return print("No message was made.");
        const owners = new Map((await listSubscriptions(store, userId)).map((one) => [one.id, one]));
        const titles = ["no.", "user", "channel", "made", "state", "tries", "editions", "said"];
        const rows = messages.map((one) => [
          ...[String(one.id), owners.get(one.subscription)?.user ?? "", owners.get(one.subscription)?.channel ?? ""],
          ...[one.createdAt.toISOString().slice(0, 10), one.bouncedAt ? `${one.state}, bounced` : one.state],
          ...[String(one.attempts), one.editions.join(" "), one.bounce ?? one.said ?? ""],
        ]);
        print(
          table(
            titles.map((title) => ({ title, right: title === "no." || title === "tries" })),
            rows,
          ),
        );
      }),
    );
  report
    .command("bounce")
    .description("Read a notice that a mail did not arrive, as a mail on standard input, and note it.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report bounce < notice.eml")
    .action(async ({ json }: { json?: true }) => {
      const mail = await standardInput();
      await withStore(async (context) => {
        const note = await readBounce(mail);
        const noted = note && (await noteBounce(context.store, note, by(context)));
        if (note === null || noted === null)
          throw new ConfigError("This is no notice (RFC 3464) that a mail of ours did not arrive: nothing was noted.");
        if (json) return printJson({ ...note, ...noted });
        const end = noted.ended ? " The subscription has ended." : "";
        print(printable(`Subscription ${noted.subscription}: ${note.recipient}, ${note.status} ${note.text}.${end}`));
      });
    });
}

async function standardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new UsageError("Give the mail on standard input, as < notice.eml does.");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new ConfigError("This is longer than any notice: give one mail.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
