import type { Connector } from "./connector.ts";
import { feed } from "./feed.ts";
import { ghArchive } from "./gharchive.ts";
import { github } from "./github.ts";
import { ical } from "./ical.ts";
import { signals } from "./signals.ts";
import { stackexchange } from "./stackexchange.ts";
import { stackExchangeDump } from "./stackexchange-dump.ts";

export * from "./connector.ts";
export * from "./feed.ts";
export * from "./gharchive.ts";
export * from "./github.ts";
export * from "./http.ts";
export * from "./ical.ts";
export * from "./signals.ts";
export * from "./stackexchange.ts";
export * from "./stackexchange-dump.ts";

const all: Connector[] = [stackexchange, feed, github, ical, stackExchangeDump, ghArchive, signals];

/** Every connector by its name. */
export const connectors: Record<string, Connector> = Object.fromEntries(all.map((one) => [one.name, one]));
