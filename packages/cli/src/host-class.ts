import { closedRange } from "@groundswell/connectors/client";

const known: [ending: string, name: string][] = [
  ["api.stackexchange.com", "stackexchange"],
  ["github.com", "github"],
  ["githubusercontent.com", "github"],
  ["gharchive.org", "github"],
  ["googleapis.com", "google"],
  ["youtube.com", "google"],
  ["reddit.com", "reddit"],
  ["bsky.app", "bluesky"],
  ["bsky.social", "bluesky"],
  ["microsoft.com", "microsoft"],
  ["powershellgallery.com", "microsoft"],
  ["nuget.org", "microsoft"],
  ["meetup.com", "meetup"],
  ["sessionize.com", "sessionize"],
];

/** The kind of host that an address is at: a place that many sources read, `private`, or `other`. Never the host itself, which may be a person's. */
export function hostClass(url: string): string {
  let host: string;
  try {
    host = new URL(url).hostname.toLowerCase().replace(/^\[|\]$/g, "");
  } catch {
    return "other";
  }
  const found = known.find(([ending]) => host === ending || host.endsWith(`.${ending}`));
  if (found) return found[1];
  const isNumber = /^[\d.]+$|:/.test(host);
  return host === "localhost" || (isNumber && closedRange(host) !== null) ? "private" : "other";
}
