import type { Answer } from "@groundswell/server";

export type Subscription = Answer["SubscriptionsAnswer"]["subscriptions"][number];
export type Delivery = Answer["DeliveriesAnswer"]["deliveries"][number];
export type Channel = Subscription["channel"];

export const channelWords: Record<Channel, string> = {
  mail: "Mail",
  teams: "Microsoft Teams",
  slack: "Slack",
  webhook: "Webhook",
  folder: "Folder",
  feed: "Atom feed",
};

/** Channels whose messages others read as well: nothing about people unless somebody wants it. */
export const readByOthers: readonly Channel[] = ["teams", "slack", "webhook", "folder"];
/** Channels that are given an address, or the name of a folder. */
export const withTarget: readonly Channel[] = ["teams", "slack", "webhook", "folder"];
/** Channels that can hold several reports in one message. */
export const withDigest: readonly Channel[] = ["mail", "webhook"];
/** Channels that can carry files. */
export const withFormats: readonly Channel[] = ["mail", "folder"];

const endedWords: Record<NonNullable<Subscription["endedWhy"]>, string> = {
  unsubscribed: "its owner ended it",
  bounced: "mail to the address came back",
  refused: "the receiver refused what was sent",
  removed: "it was removed",
};

/** Why a subscription is over. */
export function sayEnded({ endedWhy }: Pick<Subscription, "endedWhy">): string {
  return endedWhy === null ? "it is over" : endedWords[endedWhy];
}

/** "Mail", "Slack, hooks.example". */
export function sayWay({ channel, place }: Pick<Subscription, "channel" | "place">): string {
  return place === null ? channelWords[channel] : `${channelWords[channel]}, ${place}`;
}

/** How it is sent, in sentences: when, what with, and what is left out. */
export function sayTerms({ digest, quiet, tz, formats, withoutPeople, watch }: Subscription): string[] {
  const zone = tz.replaceAll("_", " ");
  return [
    ...(digest === null ? [] : [`One message a ${digest}, with all of it.`]),
    ...(quiet === null ? [] : [`Nothing between ${quiet.from} and ${quiet.to}, ${zone}.`]),
    ...(formats.length === 0 ? [] : [`With ${formats.join(", ")}.`]),
    ...(withoutPeople ? ["Without anything about people."] : []),
    ...(watch?.kinds ? [`Alerts of these kinds: ${watch.kinds.join(", ")}.`] : []),
    ...(watch?.subjects ? [`Alerts of these alone: ${watch.subjects.join(", ")}.`] : []),
  ];
}

/** What became of a message, and how it looks in a list. */
export function sayState({ state, bouncedAt }: Pick<Delivery, "state" | "bouncedAt">): { look: string; says: string } {
  if (bouncedAt !== null) return { look: "refused", says: "came back" };
  const said = {
    waiting: { look: "waiting", says: "waits" },
    sending: { look: "waiting", says: "is being sent" },
    sent: { look: "ok", says: "sent" },
    failed: { look: "refused", says: "given up" },
    "left-out": { look: "paused", says: "left out" },
  } as const;
  return said[state];
}
