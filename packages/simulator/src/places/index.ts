import { blueskyPlace } from "./bluesky.ts";
import { confsTechPlace } from "./confs-tech.ts";
import { discoursePlace } from "./discourse.ts";
import { eventPagePlace } from "./event-page.ts";
import { eventbritePlace } from "./eventbrite.ts";
import { feedPlace } from "./feed.ts";
import { gitPlace } from "./git.ts";
import { githubPlace } from "./github.ts";
import { hyperkittyPlace } from "./hyperkitty.ts";
import { icalPlace } from "./ical.ts";
import { mastodonPlace } from "./mastodon.ts";
import { meetupPlace } from "./meetup.ts";
import { microsoftQaPlace } from "./microsoft-qa.ts";
import { nntpPlace } from "./nntp.ts";
import { nugetPlace } from "./nuget.ts";
import { pipermailPlace } from "./pipermail.ts";
import type { Place, PlaceOptions } from "./place.ts";
import { psgalleryPlace } from "./psgallery.ts";
import { qapagePlace } from "./qapage.ts";
import { redditPlace } from "./reddit.ts";
import { sessionizePlace } from "./sessionize.ts";
import { stackexchangePlace } from "./stackexchange.ts";
import { youtubePlace } from "./youtube.ts";

/** Every place by the connector that reads it. */
export const places: Record<string, (options: PlaceOptions) => Place> = {
  feed: feedPlace,
  git: gitPlace,
  nuget: nugetPlace,
  psgallery: psgalleryPlace,
  stackexchange: stackexchangePlace,
  mastodon: mastodonPlace,
  bluesky: blueskyPlace,
  youtube: youtubePlace,
  discourse: discoursePlace,
  qapage: qapagePlace,
  "microsoft-qa": microsoftQaPlace,
  reddit: redditPlace,
  github: githubPlace,
  hyperkitty: hyperkittyPlace,
  nntp: nntpPlace,
  pipermail: pipermailPlace,
  ical: icalPlace,
  meetup: meetupPlace,
  eventbrite: eventbritePlace,
  sessionize: sessionizePlace,
  "event-page": eventPagePlace,
  "confs-tech": confsTechPlace,
};
