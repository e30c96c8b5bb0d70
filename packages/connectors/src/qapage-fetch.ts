import { setTimeout as sleep } from "node:timers/promises";
import { type RawPage, UnavailableError } from "@groundswell/model";
import type { PullContext } from "./connector.ts";
import type { HttpResponse } from "./http.ts";
import { publicUrl } from "./public-url.ts";
import { askRobots, crawlDelaySeconds } from "./robots.ts";
import { atOrigin } from "./web-address.ts";

/** Waits; a pull that is told to stop does not wait on. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits by the machine's own clock. */
export const wait: Wait = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
};

/** How pages are asked for. */
export type QaAsking = {
  context: Pick<PullContext<unknown>, "http" | "now" | "signal">;
  /** Where requests go, if not to where the pages are. */
  baseUrl: string | undefined;
  secondsBetween: number;
  wait: Wait;
};

/** Pages that are read one after another, never faster than asked. */
export type QaPages = {
  /**
   * Whether robots.txt lets a page be read.
   * @throws UnavailableError while it cannot be read
   */
  allows(url: string): Promise<boolean>;
  /**
   * @param accept statuses to hand back instead of throwing
   * @throws what `http.get` throws
   */
  get(url: string, accept?: number[]): Promise<HttpResponse>;
};

/** Opens pages for reading, in turn and with the pauses that their site asks for. */
export function openQaPages({ context, baseUrl, secondsBetween, wait }: QaAsking): QaPages {
  const { http, now, signal } = context;
  let asked = false;
  return {
    async allows(url) {
      const said = await askRobots(http, atOrigin(url, baseUrl), now);
      if (said === "unknown")
        throw new UnavailableError(`The robots.txt of ${new URL(url).host} cannot be read. Try again later.`);
      return said === "allowed";
    },
    async get(url, accept = []) {
      const address = atOrigin(url, baseUrl);
      const seconds = Math.max(secondsBetween, await crawlDelaySeconds(http, address, now));
      if (asked) await wait(seconds * 1000, signal);
      asked = true;
      return http.get(address, { accept, headers: { accept: "text/html,application/xml;q=0.9,*/*;q=0.5" } });
    },
  };
}

/** A page as it may be kept: under its own address, wherever it was asked for. */
export function qaRawPage(url: string, { headers, body, fetchedAt }: HttpResponse): RawPage {
  return { request: publicUrl(url), contentType: headers["content-type"] ?? "text/html", body, fetchedAt };
}
