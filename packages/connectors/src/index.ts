import { bluesky } from "./bluesky.ts";
import { confsTech } from "./confs-tech.ts";
import type { Connector } from "./connector.ts";
import { discourse } from "./discourse.ts";
import { eventPage } from "./event-page.ts";
import { eventbrite } from "./eventbrite.ts";
import { feed } from "./feed.ts";
import { ghArchive } from "./gharchive.ts";
import { git } from "./git.ts";
import { github } from "./github.ts";
import { hyperkitty } from "./hyperkitty.ts";
import { ical } from "./ical.ts";
import { mastodon } from "./mastodon.ts";
import { mbox } from "./mbox.ts";
import { meetup } from "./meetup.ts";
import { microsoftQa } from "./microsoft-qa.ts";
import { nntp } from "./nntp.ts";
import { nuget } from "./nuget.ts";
import { pipermail } from "./pipermail.ts";
import { psgallery } from "./psgallery.ts";
import { qaPage } from "./qapage.ts";
import { reddit } from "./reddit.ts";
import { sessionize } from "./sessionize.ts";
import { signals } from "./signals.ts";
import { stackexchange } from "./stackexchange.ts";
import { stackExchangeDump } from "./stackexchange-dump.ts";
import { youtube } from "./youtube.ts";

export * from "./bluesky.ts";
export * from "./confs-tech.ts";
export * from "./connector.ts";
export * from "./discourse.ts";
export { discoverPlace, type Proposal } from "./discover-place.ts";
export * from "./event-page.ts";
export * from "./eventbrite.ts";
export * from "./feed.ts";
export * from "./gharchive.ts";
export * from "./git.ts";
export * from "./github.ts";
export { createHostLimits, type HostLimits } from "./host-queue.ts";
export * from "./http.ts";
export * from "./hyperkitty.ts";
export * from "./ical.ts";
export { type Look, lookAtHost } from "./look-at-host.ts";
export { createLookingHttp } from "./looking-http.ts";
export * from "./mastodon.ts";
export * from "./mbox.ts";
export * from "./meetup.ts";
export * from "./microsoft-qa.ts";
export * from "./nntp.ts";
export * from "./nuget.ts";
export * from "./opml.ts";
export * from "./pipermail.ts";
export { closedRange, isAllowedHost } from "./private-address.ts";
export * from "./psgallery.ts";
export * from "./qapage.ts";
export { noticeQuota } from "./quota.ts";
export * from "./reddit.ts";
export * from "./robots.ts";
export * from "./sessionize.ts";
export * from "./signals.ts";
export * from "./stackexchange.ts";
export * from "./stackexchange-dump.ts";
export * from "./youtube.ts";

const all: Connector[] = [
  stackexchange,
  discourse,
  qaPage,
  microsoftQa,
  reddit,
  pipermail,
  hyperkitty,
  nntp,
  feed,
  youtube,
  github,
  git,
  nuget,
  psgallery,
  ical,
  meetup,
  eventbrite,
  sessionize,
  eventPage,
  confsTech,
  mastodon,
  bluesky,
  stackExchangeDump,
  mbox,
  ghArchive,
  signals,
];

/** Every connector by its name. It has no prototype, so that what a request or a file names "constructor" is none. */
export const connectors: Record<string, Connector> = Object.assign(
  Object.create(null),
  Object.fromEntries(all.map((one) => [one.name, one])),
);
