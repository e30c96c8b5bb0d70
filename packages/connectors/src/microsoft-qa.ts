import { type Account, type Batch, ConfigError, type KnownThread, type Signal, type Space } from "@groundswell/model";
import type { CheerioAPI } from "cheerio";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { loadPage } from "./load-page.ts";
import { type Wait, wait } from "./qapage-fetch.ts";
import { type MappedQaPage, mapQaPage } from "./qapage-map.ts";
import { type MapQaPage, pullQaPages, readQaPage, revisitQaPages } from "./qapage-pull.ts";
import { isNode, type StructuredNode, textOf, valuesOf } from "./structured-data.ts";

const webUrl = z.url({ protocol: /^https?$/ });
const site = "https://learn.microsoft.com";

const options = z
  .strictObject({
    /** Says that the site's terms were read and allow this: without it nothing is asked for. */
    enabled: z.boolean().default(false),
    /** A tag's number and slug, as in its address: "134/sql-server". It becomes the space. */
    tag: z
      .string()
      .regex(/^\d+\/[\w-]+$/, 'write it as "134/sql-server"')
      .optional(),
    /** Pages of the tag's list to read, 10 to 50 questions each. */
    pages: z.int().min(1).max(100).default(1),
    /** Addresses of questions. */
    urls: z.array(webUrl).default([]),
    /** A sitemap of questions. */
    sitemap: webUrl.optional(),
    /** The language of the site's pages, as in their addresses. */
    locale: z
      .string()
      .regex(/^[a-z]{2}-[a-z]{2}$/i)
      .default("en-us"),
    /** Seconds between two requests, at the site itself at least 5; a longer Crawl-delay of the site is obeyed. */
    secondsBetween: z.number().min(0).default(5),
    /** Where requests go, if not to the site itself. */
    baseUrl: webUrl.optional(),
  })
  .refine(({ tag, urls, sitemap }) => tag || sitemap || urls.length > 0, "give tag, urls or sitemap")
  .refine(
    ({ baseUrl, secondsBetween }) => baseUrl !== undefined || secondsBetween >= 5,
    "give secondsBetween 5 or more",
  );
type Options = z.output<typeof options>;

const paid = /^microsoft( |$)|^microsoft ?(vendor|employee)$/i;
const contractor = /^microsoft ?vendor$/i;
const role =
  /^(volunteer moderator|microsoft(?: [a-z& -]{1,40})?|microsoft ?(?:vendor|employee)|independent advisor|q&a user|mvp)$/i;

/** Questions and answers of Microsoft Q&A; off unless switched on. */
export const microsoftQa = defineConnector({
  name: "microsoft-qa",
  summary: "Questions and answers of Microsoft Q&A, from the schema.org markup of its pages; off unless switched on.",
  parser: "cheerio, as `qapage`.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { enabled: true, tag: "134/sql-server" },
  pull: (context) => pullMicrosoftQa(context, wait),
  map(page, options) {
    const { complete: _, ...mapped } = readQaPage(page, mapperOf(options));
    return mapped;
  },
  revisit: (context, threads) => revisitMicrosoftQa(context, threads, wait),
});

/**
 * Pulls with a clock of the caller's.
 * @throws ConfigError where the source is not switched on
 */
export function pullMicrosoftQa({ options, ...context }: PullContext<Options>, wait: Wait): AsyncGenerator<Batch> {
  checkEnabled(options);
  const { tag, urls, sitemap, baseUrl, secondsBetween, locale, pages } = options;
  const list = `${site}/${locale.toLowerCase()}/answers/tags/${tag}/`;
  const listed =
    tag === undefined ? [] : Array.from({ length: pages }, (_, n) => (n === 0 ? list : `${list}?page=${n + 1}`));
  const lists = { urls: listed, isQuestion: (url: string) => /\/answers\/questions\/\d+/.test(url) };
  return pullQaPages({ context, urls, sitemap, lists, baseUrl, secondsBetween, wait, map: mapperOf(options) });
}

/**
 * Reads known questions again with a clock of the caller's.
 * @throws ConfigError where the source is not switched on
 */
export function revisitMicrosoftQa(
  { options, ...context }: PullContext<Options>,
  threads: KnownThread[],
  wait: Wait,
): AsyncGenerator<Batch> {
  checkEnabled(options);
  const { baseUrl, secondsBetween } = options;
  return revisitQaPages({ context, baseUrl, secondsBetween, wait, map: mapperOf(options) }, threads);
}

function checkEnabled({ enabled }: Options): void {
  if (!enabled)
    throw new ConfigError(
      "microsoft-qa is off: read the site's terms of use, and where they allow it set this source's option enabled to true.",
    );
}

function mapperOf({ tag }: Options): MapQaPage {
  return (html, url) => mapMicrosoftQaPage(html, url, tag);
}

/**
 * Maps a question's page: what `mapQaPage` gives, with the roles and affiliations that the page shows. Whom Microsoft
 * pays, and its moderators, are staff, contractors among them vendors too; roles are kept in `metrics.affiliation`.
 * @param tag "134/sql-server", where the page was found by a tag
 */
export function mapMicrosoftQaPage(html: string, url: string, tag?: string): MappedQaPage {
  const page = loadPage(html);
  const finish = (made: Signal, _: StructuredNode, author: StructuredNode | null) =>
    withRoles(made, [...rolesOfNode(author), ...rolesShown(page, made)]);
  return mapQaPage(html, url, { connector: "microsoft-qa", space: spaceOf(url, tag), finish });
}

function withRoles(made: Signal, roles: string[]): Signal {
  if (roles.length === 0) return made;
  const staff = roles.some((one) => paid.test(one));
  const vendor = roles.some((one) => contractor.test(one));
  return {
    ...made,
    account: made.account && { ...made.account, staff, vendor, company: employerOf(made.account) },
    metrics: { ...made.metrics, affiliation: [...new Set(roles)].join(", ") },
  };
}

/** A role stands where an employer would: it is none. */
function employerOf({ company }: Account): string | null {
  return company !== null && role.test(company) ? null : company;
}

function rolesOfNode(author: StructuredNode | null): string[] {
  if (author === null) return [];
  return ["affiliation", "worksFor", "memberOf", "jobTitle", "roleName", "role"].flatMap((property) =>
    valuesOf(author, property).flatMap((value) => {
      const text = isNode(value) ? textOf(value, "name", "roleName") : typeof value === "string" ? value : null;
      return text && role.test(text.trim()) ? text.trim() : [];
    }),
  );
}

/** Labels that stand by themselves in the part of the page that a post is in. */
function rolesShown(page: CheerioAPI, { kind, id }: Signal): string[] {
  const number = /\d{3,}$/.exec(id)?.[0];
  const part =
    kind === "answer" && number ? page(`[id="answer-${number}"]`) : page(kind === "question" ? "#question" : "");
  return part
    .find("*")
    .toArray()
    .flatMap((element) => {
      if (page(element).children().length > 0 || page(element).closest(".content").length > 0) return [];
      const text = page(element).text().replace(/\s+/g, " ").trim();
      return text.length <= 60 && role.test(text) ? text : [];
    });
}

function spaceOf(url: string, tag: string | undefined): Space {
  const { host } = new URL(url);
  const [id, name] = tag?.split("/") ?? [];
  if (id !== undefined && name !== undefined)
    return { platform: host, id, kind: "tag", name, url: `${site}/answers/tags/${tag}/` };
  return { platform: host, id: `${host}/answers`, kind: "site", name: "Microsoft Q&A", url: `${site}/answers/` };
}
