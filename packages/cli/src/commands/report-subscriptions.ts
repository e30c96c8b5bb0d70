import { alertKinds } from "@groundswell/analytics";
import { UnavailableError } from "@groundswell/model";
import { planSubscription, sendTest, subscribeTo } from "@groundswell/report";
import {
  type AlertWatch,
  type DeliveryChannel,
  type Digest,
  deliveryChannels,
  endSubscription,
  listSubscriptions,
  noteAudit,
  type ReportFormat,
  reportFormats,
  requireUser,
  type Subscription,
} from "@groundswell/store";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { count } from "../options.ts";
import { print, printable, printJson, table } from "../output.ts";
import { reporting } from "../reporting.ts";
import { by } from "./user.ts";

type Wished = {
  user: string;
  channel: DeliveryChannel;
  target?: string;
  expertise?: string;
  digest?: Digest;
  quiet?: { from: string; to: string };
  tz: string;
  withPeople?: true;
  withoutPeople?: true;
  format?: ReportFormat[];
  watch?: string[];
  json?: true;
};

export function addSubscriptions(report: Command): void {
  report
    .command("subscribe")
    .description("Send somebody a report from its next edition on.")
    .argument("<report>", "which one, as the list names it")
    .requiredOption("--user <email>", "who it is for: they get of it what they may read when it is sent")
    .addOption(channelOption(deliveryChannels))
    .option("--target <target>", "the address of a hook, or the name of a folder")
    .option("--expertise <slug>", "one expertise (default: all that the user may see)")
    .addOption(new Option("--digest <digest>", "one message with all of it").choices(["day", "week"]))
    .option("--quiet <hours>", "hours in which nothing is sent, as 22:00-07:00", hours)
    .option("--tz <zone>", "the time zone of digest and quiet hours", "UTC")
    .option("--without-people", "nothing about people, for others read along (usual for hooks and folders)")
    .option("--with-people", "people too, for only those read along who may see them")
    .addOption(new Option("--format <formats...>", "files beside or instead of the text").choices([...reportFormats]))
    .option("--watch <alerts...>", `of alerts only these, as kind or kind:subject: ${alertKinds.join(", ")}`)
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell report subscribe support --user birch@corp.example --channel mail --quiet 22:00-07:00 --tz Europe/Berlin",
    )
    .action((name: string, wished: Wished) =>
      withStore(async (context) => {
        const { user, channel, json } = wished;
        const wish = { ...wishOf(name, wished), user, channel };
        const made = await subscribeTo(await reporting(context), wish, by(context), context.settings.allowHosts);
        if (json) return printJson(made);
        const { subscription, secret, feed } = made;
        print(printable(`Subscription ${subscription.id}: ${describe(subscription)}.`));
        if (secret !== null) print(`What it is sent is signed with this, which is shown only now:\n  ${secret}`);
        if (feed !== null) print(`This address is shown only now; whoever has it may read the feed:\n  ${feed}`);
      }),
    );
  report
    .command("subscriptions")
    .description("Show who is sent what, also what has ended.")
    .option("--user <email>", "those of one user (default: all)")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report subscriptions --user birch@corp.example")
    .action(({ user, json }: { user?: string; json?: true }) =>
      withStore(async ({ store }) => {
        const found = await listSubscriptions(store, user === undefined ? null : (await requireUser(store, user)).id);
        if (json) printJson({ subscriptions: found });
        else printSubscriptions(found);
      }),
    );
  report
    .command("unsubscribe")
    .description("End a subscription at once.")
    .argument("<subscription>", "its number, as the list shows it", count("<subscription>"))
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report unsubscribe 3")
    .action((id: number, { json }: { json?: true }) =>
      withStore(async (context) => {
        const ended = await endSubscription(context.store, id, "removed", by(context));
        if (json) printJson({ subscription: id, ended });
        else print(ended ? `Subscription ${id} has ended.` : `Subscription ${id} had ended before.`);
      }),
    );
  addTestSend(report);
}

function addTestSend(report: Command): void {
  report
    .command("test-send")
    .description("Send a user a report now, marked as a test, and say what the receiver answered.")
    .argument("<report>", "which one, as the list names it")
    .requiredOption("--user <email>", "who it is for")
    // What a webhook is signed with belongs to a subscription, and a feed is fetched.
    .addOption(channelOption(["mail", "teams", "slack", "folder"]))
    .option("--target <target>", "the address of a hook, or the name of a folder")
    .option("--expertise <slug>", "one expertise (default: the newest edition that the user may read)")
    .option("--with-people", "people too, for only those read along who may see them")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report test-send support --user birch@corp.example")
    .action((name: string, wished: Wished) =>
      withStore(async (context) => {
        const { user: email, channel, json } = wished;
        const sending = await reporting(context);
        const planned = await planSubscription(
          sending,
          { ...wishOf(name, wished), user: email, channel },
          context.settings.allowHosts,
        );
        const user = await requireUser(context.store, email);
        const outcome = await sendTest(sending, user, { ...planned, secret: null, unsubscribe: null });
        const { actor, at } = by(context);
        const subject = `user ${user.email}`;
        await noteAudit(context.store, {
          at,
          actor,
          action: "report.test",
          subject,
          detail: { report: name, channel },
        });
        const sent = outcome.kind === "sent";
        if (json) printJson({ sent, said: outcome.said });
        else if (sent) print(printable(`Sent: ${outcome.said}`));
        if (!sent) throw new UnavailableError(printable(`Not sent: ${outcome.said}`));
      }),
    );
}

function channelOption(channels: readonly DeliveryChannel[]): Option {
  return new Option("--channel <channel>", "how it is sent").choices([...channels]).default("mail");
}

function wishOf(report: string, wished: Wished) {
  const { expertise = null, target = null, withPeople, withoutPeople, format = null, digest = null } = wished;
  if (withPeople && withoutPeople) throw new UsageError("--with-people and --without-people exclude one another.");
  const told = withPeople ? false : withoutPeople ? true : null;
  return {
    ...{ report, expertise, target, withoutPeople: told, formats: format, digest },
    ...{ quiet: wished.quiet ?? null, tz: wished.tz ?? "UTC", watch: watchOf(wished.watch) },
  };
}

function hours(text: string): { from: string; to: string } {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) throw new UsageError(`--quiet "${text}" is not written as 22:00-07:00.`);
  return { from, to };
}

/** Kinds and subjects are told apart by the first colon; the key of a space may hold more of them. */
function watchOf(given: readonly string[] | undefined): AlertWatch | null {
  if (given === undefined) return null;
  const parts = given.map((text) => {
    const [, kind = text, subject = null] = /^([^:]+):(.+)$/.exec(text) ?? [];
    if (!alertKinds.some((one) => one === kind))
      throw new UsageError(`--watch "${kind}" is no kind of alert: there are ${alertKinds.join(", ")}.`);
    return { kind, subject };
  });
  const subjects = parts.flatMap(({ subject }) => subject ?? []);
  if (subjects.length > 0 && subjects.length < parts.length)
    throw new UsageError("Give every --watch a subject, or none: subscribe twice for both.");
  return { kinds: [...new Set(parts.map(({ kind }) => kind))], subjects: subjects.length > 0 ? subjects : null };
}

function describe({ user, report, expertise, channel, place, withoutPeople }: Subscription): string {
  const where = place === null ? channel : `${channel} ${place}`;
  const people = withoutPeople ? ", without people" : "";
  return `${user} is sent ${report} of ${expertise ?? "every expertise"} by ${where}${people}`;
}

function printSubscriptions(found: readonly Subscription[]): void {
  if (found.length === 0) {
    print('Nobody is sent anything: "groundswell report subscribe" changes that.');
    return;
  }
  const titles = ["no.", "user", "report", "expertise", "channel", "digest", "quiet", "people", "state"];
  const rows = found.map((one) => [
    ...[String(one.id), one.user, one.report, one.expertise ?? "all"],
    ...[one.place === null ? one.channel : `${one.channel} ${one.place}`, one.digest ?? ""],
    ...[one.quiet ? `${one.quiet.from}-${one.quiet.to} ${one.tz}` : "", one.withoutPeople ? "no" : "yes"],
    one.endedAt ? `${one.endedWhy} ${one.endedAt.toISOString().slice(0, 10)}` : "",
  ]);
  print(
    table(
      titles.map((title) => ({ title, right: title === "no." })),
      rows,
    ),
  );
}
