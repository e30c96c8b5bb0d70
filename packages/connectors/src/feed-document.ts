import type { Metrics } from "@groundswell/model";
import type { FeedAuthor } from "./feed-authors.ts";

/** A file that an entry brings along: a recording, a picture. */
export type FeedEnclosure = { url: string; type: string | null; bytes: number | null };

/** What one entry of any format says, before anything is decided about it. */
export type FeedEntry = {
  /** Its id as published, or null. */
  id: string | null;
  link: string | null;
  title: string | null;
  /** Its text without markup; `full` where the feed means it to be the whole of it. */
  body: { text: string; full: boolean } | null;
  /** The addresses in its text, as they are written there. */
  addresses: string[];
  /** What it gives for a summary, which is `body` too where there is nothing longer. */
  summary: string | null;
  published: Date | null;
  updated: Date | null;
  /** Whether any date was written at all, readable or not. */
  dated: boolean;
  authors: FeedAuthor[];
  contributors: FeedAuthor[];
  tags: string[];
  language: string | null;
  rights: string | null;
  enclosures: FeedEnclosure[];
  /** The page where it is talked about. */
  comments: string | null;
  /** Where an aggregator took it from. */
  origin: { id: string | null; name: string | null; url: string | null } | null;
  inReplyTo: string | null;
  metrics: Metrics;
};

/** What a feed says about itself. */
export type FeedHead = {
  id: string | null;
  title: string | null;
  subtitle: string | null;
  link: string | null;
  language: string | null;
  updated: Date | null;
  published: Date | null;
  authors: FeedAuthor[];
  contributors: FeedAuthor[];
  publisher: FeedAuthor | null;
  tags: string[];
  rights: string | null;
  /** The software that wrote it, as it calls itself. */
  generator: string | null;
  image: string | null;
};

/** A feed with its entries; one that cannot be read at all is null. */
export type FeedDocument = FeedHead & {
  format: "xml" | "json";
  reader: "strict" | "repaired" | "lenient" | "json";
  entries: (FeedEntry | null)[];
  /** The entries' source texts, in order, for a person to read. */
  sources(): string[];
};
