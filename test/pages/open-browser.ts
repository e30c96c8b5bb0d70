import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where systems put a browser that can be driven. */
const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A real browser: the one that is installed, else the one that npm brought, so that a bare Linux machine has one too.
 * `TEST_BROWSER` is the path of another, or `packed` for the one that npm brought.
 */
export async function openBrowser(): Promise<Browser> {
  const { TEST_BROWSER: wanted } = process.env;
  const executablePath = wanted === "packed" ? undefined : (wanted ?? installed.find(existsSync));
  if (executablePath) return chromium.launch({ executablePath, args: quiet });
  const { default: packed } = await import("@sparticuz/chromium");
  // Its own arguments are for functions in a cloud: one process, which ends with the first window, and no web security to test.
  return chromium.launch({ executablePath: await packed.executablePath(), args: quiet });
}

/** What a page did that no page may: errors of its scripts, refusals of the policy, requests elsewhere. */
export function watchPage(page: Page, origin: string): string[] {
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A status that the API answers with is for the test to expect.
    const isStatus = /^Failed to load resource/.test(message.text());
    if (message.type() === "error" && !isStatus) wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) wrong.push(`request: ${request.url()}`);
  });
  return wrong;
}
