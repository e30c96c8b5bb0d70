import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/**
 * Opens the first page as somebody does who was never here: a new browser with nothing kept. It is usable when its heading and the first
 * number are there and nothing of it still says that it loads.
 * @returns milliseconds from the request to that, and what came over the line: all bytes and those of scripts, as they were sent; null where there is no browser
 */
export async function openFirstPage(url, { headers, path = "/" }) {
  const executablePath = process.env.TEST_BROWSER ?? installed.find(existsSync);
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await (await browser.newContext({ extraHTTPHeaders: headers })).newPage();
    const requests = [];
    page.on("requestfinished", (request) => requests.push(request));
    const startedAt = performance.now();
    await page.goto(`${url}${path}`, { waitUntil: "commit" });
    await page.waitForFunction(() => {
      const main = document.querySelector("main");
      return main?.querySelector("h1") && /\d/.test(main.textContent) && !document.querySelector("[aria-busy=true]");
    });
    const milliseconds = performance.now() - startedAt;
    const sizes = await Promise.all(
      requests.map(async (request) => ({
        type: request.resourceType(),
        bytes: (await request.sizes()).responseBodySize,
      })),
    );
    const sum = (some) => some.reduce((total, { bytes }) => total + bytes, 0);
    return {
      milliseconds,
      requests: sizes.length,
      kilobytes: sum(sizes) / 1000,
      scriptKilobytes: sum(sizes.filter(({ type }) => type === "script")) / 1000,
    };
  } finally {
    await browser.close();
  }
}
