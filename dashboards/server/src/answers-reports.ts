import type { Cadence, ReportDocument, ReportMatter, ReportName } from "@groundswell/reports";
import type { AlertWatch, DeliveryChannel, Digest, EndedWhy, MessageState, ReportFormat } from "@groundswell/store";

/** A report that there is. */
export type ReportAnswer = {
  name: ReportName;
  title: string;
  /** What it says and to whom. */
  about: string;
  matter: ReportMatter;
  of: "expertise" | "all";
  /** How often it can be due, the usual one first. */
  cadences: Cadence[];
  /** The cron expression of its usual schedule. */
  usualCron: string;
  /** Whether the asker may schedule it. */
  maySchedule: boolean;
  /** The newest edition that the asker may read; null where there is none. */
  latest: EditionHeadAnswer | null;
  /** The next time that one of its schedules is due; null where there is none. */
  next: string | null;
};
export type ReportsAnswer = {
  reports: ReportAnswer[];
  /** The ways by which reports can be sent from here; a folder for admins alone. */
  channels: DeliveryChannel[];
};

/** An edition without what it says in full. */
export type EditionHeadAnswer = {
  id: number;
  report: ReportName;
  /** The slug of an expertise; null where a report sets all side by side. */
  expertise: string | null;
  cadence: Cadence;
  window: { from: string; to: string };
  /** 1 for the first, 2 and on for revisions. */
  revision: number;
  title: string;
  insight: string;
  /** Of the whole document, in hex. */
  sha256: string;
  /** What changed against the revision before, in sentences. */
  revised: string[];
  builtAt: string;
};
export type EditionsAnswer = {
  editions: EditionHeadAnswer[];
  /** What to give as `after` for the editions behind these; null at the end. */
  next: number | null;
};
export type EditionAnswer = {
  edition: EditionHeadAnswer;
  /** What the asker may have of it. Links within the pages begin with `/`. */
  document: ReportDocument;
  /** The revisions of the same window, the first one first, this one among them. */
  revisions: { id: number; revision: number; builtAt: string }[];
  /** The edition of the window before, in its newest revision; null where there is none. */
  before: number | null;
};
export type EditionCompareAnswer = {
  before: EditionHeadAnswer;
  now: EditionHeadAnswer;
  /** What somebody who may read both sees otherwise in the second, in sentences. */
  changes: string[];
};
export type PreviewAnswer = {
  /** Null where there is nothing to say of the window, so that nothing would be sent. */
  document: ReportDocument | null;
  cadence: Cadence;
  window: { from: string; to: string };
};

/** A schedule as it is shown. */
export type ScheduleAnswer = {
  id: number;
  report: ReportName;
  title: string;
  expertise: string | null;
  cadence: Cadence;
  cron: string;
  tz: string;
  createdBy: string;
  createdAt: string;
  pausedAt: string | null;
  /** What was due up to this instant is done with; null before the first. */
  handledSlot: string | null;
  /** Why the last one could not be built, in a sentence; null where it could. */
  lastError: string | null;
  /** The cron expression in words: "At 07:00, only on Monday". */
  words: string;
  /** The next three times; none while it is paused. */
  next: string[];
  /** Whether the asker may pause, resume or remove it. */
  mayChange: boolean;
};
/** A cron expression in words, and the next three times. */
export type ScheduleTimesAnswer = { words: string; next: string[] };
export type SchedulesAnswer = { schedules: ScheduleAnswer[] };

/** A subscription; the address of a hook is a secret, so that `place` is its host. */
export type SubscriptionAnswer = {
  id: number;
  /** The e-mail of its owner. */
  user: string;
  report: ReportName;
  /** Null for every expertise that the owner may see. */
  expertise: string | null;
  channel: DeliveryChannel;
  place: string | null;
  withoutPeople: boolean;
  formats: ReportFormat[];
  digest: Digest | null;
  quiet: { from: string; to: string } | null;
  tz: string;
  watch: AlertWatch | null;
  createdBy: string;
  createdAt: string;
  endedAt: string | null;
  endedWhy: EndedWhy | null;
};
export type SubscriptionsAnswer = { subscriptions: SubscriptionAnswer[] };
/** `secret` signs what a webhook is sent, `feed` is the address of a feed: each is shown this once, null for other channels. */
export type SubscriptionAddedAnswer = { subscription: SubscriptionAnswer; secret: string | null; feed: string | null };
export type SubscriptionTestedAnswer = {
  sent: boolean;
  /** What the receiver said, or why it was not sent. */
  said: string;
};

/** A message of a subscription, and what became of it. */
export type DeliveryAnswer = {
  id: number;
  subscription: Pick<SubscriptionAnswer, "id" | "user" | "report" | "expertise" | "channel" | "place">;
  state: MessageState;
  attempts: number;
  createdAt: string;
  /** It is not tried before. */
  notBefore: string;
  settledAt: string | null;
  /** What the receiver answered, or why it was not sent. */
  said: string | null;
  bouncedAt: string | null;
  /** What a notice says that came back. */
  bounce: string | null;
  /** The numbers of what is in it. */
  editions: number[];
};
export type DeliveriesAnswer = {
  deliveries: DeliveryAnswer[];
  /** What to give as `after` for those behind these; null at the end. */
  next: number | null;
};

export type AlertAnswer = {
  id: number;
  expertise: string;
  kind: string;
  /** The kind in words: "questions pile up". */
  title: string;
  /** The key of a space, the id of a source, `person:12`, or the slug of the expertise. */
  subject: string;
  /** What it is about, with its page. */
  name: string;
  url: string | null;
  sentence: string;
  /** What to do about it. */
  todo: string;
  /** `q` is `p` after the correction for all tests of that day. */
  test: { name: string; statistic: { name: string; value: number }; p: number; q: number };
  /** As-of instants. */
  since: string;
  seenAt: string;
  endedAt: string | null;
  /** The number of the asker's mute that covers it at this moment; null for none. */
  muted: number | null;
};
export type AlertsAnswer = {
  alerts: AlertAnswer[];
  /** The kinds of alert that the asker may be told of, each in words. */
  kinds: { kind: string; title: string }[];
};
export type MuteAnswer = {
  id: number;
  expertise: string;
  kind: string;
  /** Null for all of the kind. */
  subject: string | null;
  createdAt: string;
  /** Null for ever. */
  until: string | null;
};
export type MutesAnswer = { mutes: MuteAnswer[] };
