import { isAllowedHost } from "@groundswell/connectors/client";
import { ConfigError, isUrl } from "@groundswell/model";
import { findReport, type Reader, requireExpertise } from "@groundswell/reports";
import {
  type AlertWatch,
  type By,
  type DeliveryChannel,
  type Digest,
  type ReportFormat,
  requireUser,
  type Subscription,
  subscribe,
  type Wish,
} from "@groundswell/store";
import type { ReportContext } from "./context.ts";

/** What somebody wishes to be sent; what is null is as usual for the channel. */
export type SubscriptionWish = {
  /** The number or e-mail of who it is for. */
  user: string;
  report: string;
  /** Null for every expertise that the user may see. */
  expertise: string | null;
  channel: DeliveryChannel;
  target: string | null;
  withoutPeople: boolean | null;
  formats: ReportFormat[] | null;
  digest: Digest | null;
  quiet: { from: string; to: string } | null;
  tz: string;
  watch: AlertWatch | null;
};

/** A new subscription, with what is shown this once; null each where its channel has none. */
export type Subscribed = {
  subscription: Subscription;
  /** What a webhook is signed with. */
  secret: string | null;
  /** The address of a feed. */
  feed: string | null;
};

type Subscribing = Pick<ReportContext, "store" | "readerOf" | "publicUrl" | "mail" | "folder">;

/** What is read by others than the subscriber: nothing about people goes there unless somebody says that it may. */
const readByOthers: readonly DeliveryChannel[] = ["teams", "slack", "webhook", "folder"];
const hooks: readonly DeliveryChannel[] = ["teams", "slack", "webhook"];

/**
 * Subscribes somebody to a report that they may read.
 * @param allowHosts hosts on a private network that may be asked, as the settings name them
 * @throws ConfigError where something of it cannot be, or the user may not read the report at this moment
 */
export async function subscribeTo(
  context: Subscribing,
  wish: SubscriptionWish,
  by: By,
  allowHosts: readonly string[],
): Promise<Subscribed> {
  const { store, publicUrl } = context;
  const planned = await plan(context, wish, allowHosts);
  const { secret, ...subscription } = await subscribe(store, planned, by);
  const isFeed = planned.channel === "feed";
  return {
    subscription,
    secret: isFeed ? null : secret,
    feed: isFeed && secret !== null ? feedAddress(publicUrl, secret) : null,
  };
}

/** Where a feed is fetched; whoever has the address may read it. */
export function feedAddress(publicUrl: string, secret: string): string {
  return `${publicUrl}/feeds/${secret}.atom`;
}

/** A wish with what is usual filled in, after everything that the store cannot judge was looked at. */
export async function plan(context: Subscribing, wish: SubscriptionWish, allowHosts: readonly string[]): Promise<Wish> {
  const { store, readerOf, mail, folder } = context;
  const { channel, expertise, target, watch, formats } = wish;
  const report = findReport(wish.report);
  if (report.of === "all" && expertise !== null)
    throw new ConfigError(
      `The report "${report.name}" sets all expertises side by side: subscribe without "${expertise}".`,
    );
  const user = await requireUser(store, wish.user);
  refuseUnread(readerOf(user), report, expertise, user.email);
  // Asked after, so that nobody learns by it which names there are.
  if (expertise !== null) await requireExpertise(store, expertise);
  if (watch !== null && report.name !== "alerts")
    throw new ConfigError('Only of the report "alerts" can some be watched: leave what to watch out.');
  if (channel === "mail" && mail === null)
    throw new ConfigError("No mail goes out from here: set GROUNDSWELL_SMTP_URL and GROUNDSWELL_MAIL_FROM first.");
  if (channel === "folder" && folder === null)
    throw new ConfigError("There is no folder for reports: set GROUNDSWELL_REPORTS first.");
  if (hooks.includes(channel) && target !== null) refuseUnfit(target, allowHosts);
  const withoutPeople = wish.withoutPeople ?? readByOthers.includes(channel);
  if (withoutPeople && report.matter === "people")
    throw new ConfigError(
      `The report "${report.name}" is about people, so that nothing of it is left without them: say that people may be named, where only those read along who may see them.`,
    );
  const usualFormats: ReportFormat[] = channel === "folder" ? ["html", "csv"] : [];
  return { ...wish, report: report.name, withoutPeople, formats: formats ?? usualFormats };
}

function refuseUnread(
  reader: Reader | null,
  { name, matter }: ReturnType<typeof findReport>,
  expertise: string | null,
  email: string,
): void {
  if (reader === null) throw new ConfigError(`${email} is disabled and can be sent nothing.`);
  if (!reader.matters.includes(matter)) throw new ConfigError(`${email} may not read the report "${name}".`);
  if (expertise !== null && reader.expertises !== "all" && !reader.expertises.includes(expertise))
    throw new ConfigError(`There is no expertise "${expertise}" that ${email} may see.`);
}

/** Reports go out encrypted; a host of one's own network, named in the settings, may do without. */
function refuseUnfit(text: string, allowHosts: readonly string[]): void {
  if (!isUrl(text)) return;
  const { protocol, hostname, port } = new URL(text);
  const isOwn = protocol === "http:" && isAllowedHost(hostname, port || "80", allowHosts);
  if (protocol !== "https:" && !isOwn)
    throw new ConfigError("Reports are sent to https:// alone, or to hosts that GROUNDSWELL_ALLOW_HOSTS names.");
}
