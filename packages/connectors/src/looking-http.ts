import { createHttp, type Http, type HttpSettings } from "./http.ts";

/** The longest page that a look reads, counted after decompression. */
export const longestLook = 2 * 1024 * 1024;

/**
 * The client for hosts that strangers have linked to: the guard against private addresses is always on, pages are short and nobody is
 * waited for long.
 */
export function createLookingHttp(settings: Omit<HttpSettings, "guard" | "maxBytes" | "timeouts">): Http {
  const timeouts = { connectMs: 5_000, headersMs: 10_000, bodyMs: 10_000, totalMs: 20_000 };
  return createHttp({ ...settings, guard: "public-only", maxBytes: longestLook, timeouts });
}
