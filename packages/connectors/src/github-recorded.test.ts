import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { numbers, range, useHub } from "../test/github-hub.ts";

const { api, read } = useHub();

const recordings = new URL("../../../../shared/data/recorded/octokit/scenarios/api.github.com/", import.meta.url);
const absent = !existsSync(recordings);
if (absent) console.warn("Skipped: GitHub's recorded answers are not at ../shared/data/recorded/octokit.");

type Recorded = { method: string; path: string; status: number; response: unknown; headers: Record<string, string> };

describe.skipIf(absent)("GitHub's recorded answers", () => {
  /** Serves a recording with its host replaced by ours; the order and filters that we ask for are not in its paths. */
  async function replay(scenario: string): Promise<Recorded[]> {
    const file = readFileSync(new URL(`${scenario}/normalized-fixture.json`, recordings), "utf8");
    const recorded: Recorded[] = JSON.parse(file);
    const page = (url: URL) => url.searchParams.get("page");
    api.answer = ({ url }, response) => {
      const found = recorded.find((one) => {
        const known = new URL(one.path, api.baseUrl);
        return one.method === "get" && known.pathname === url.pathname && page(known) === page(url);
      });
      const name = url.pathname.slice("/repos/".length);
      const answer = found ?? {
        status: 200,
        response: { id: 1000, full_name: name, html_url: `https://github.com/${name}` },
        headers: {},
      };
      const headers = Object.entries(answer.headers).filter(([header]) =>
        /^(link|location|content-type|etag|x-ratelimit-.*)$/.test(header),
      );
      const here = headers.map(([header, value]) => [
        header,
        String(value).replaceAll("https://api.github.com", api.baseUrl),
      ]);
      response.writeHead(answer.status, { "content-type": "application/json", ...Object.fromEntries(here) });
      response.end(JSON.stringify(answer.response));
    };
    return recorded;
  }

  test("thirteen issues over five linked pages are all read and mapped", async () => {
    const recorded = await replay("paginate-issues");
    const { batches, ids, error, signals } = await read({
      options: { repository: "octokit-fixture-org/paginate-issues" },
    });
    expect(error).toBeNull();
    expect(numbers(ids)).toEqual(range(1, 13));
    // All thirteen changed in one second: the first page is asked for once more from it, then the links are followed.
    expect(batches.length).toBe(1 + 1 + recorded.length);
    expect(batches.flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(signals[0]).toMatchObject({
      id: "octokit-fixture-org/paginate-issues#13",
      kind: "issue",
      title: "Test issue 13",
      occurredAt: "2017-10-10T16:00:00.000Z",
      account: { id: "1000", handle: "octokit-fixture-user-a", bot: false },
      metrics: { replies: 42, likes: 0, state: "open", association: "member" },
    });
  });

  test("a renamed repository's redirect by number is followed", async () => {
    await replay("rename-repository");
    const { batches } = await read({ options: { repository: "octokit-fixture-org/rename-repository" } });
    expect(batches[0]?.spaces[0]).toMatchObject({
      id: "octokit-fixture-org/rename-repository",
      name: "octokit-fixture-org/rename-repository-newname",
    });
  });
});
