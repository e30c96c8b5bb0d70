import { ConfigError, type RawPage } from "@groundswell/model";
import { expect, test } from "vitest";
import { collect, contextOf, dated, ids, known, question, servePages, site } from "../test/qa-site.ts";
import { mapMicrosoftQaPage, microsoftQa, pullMicrosoftQa, revisitMicrosoftQa } from "./microsoft-qa.ts";

servePages();

const answer = (n: number, author: object) => ({
  "@type": "Answer",
  ...dated,
  url: `https://learn.microsoft.com/en-us/answers/questions/5123/x#answer-${n}`,
  author: { "@type": "Person", name: `P${n}`, url: `/users/na/?userid=${n}`, ...author },
});
const html = `${question({ ...dated, suggestedAnswer: [answer(9001, { affiliation: "MicrosoftVendor" }), answer(9002, {}), answer(9003, {}), answer(9004, {})] })}
  <ul><li id="answer-9002"><span>Independent Advisor</span></li><li id="answer-9003"><b>Microsoft Moderator</b></li>
  <li id="answer-9004"><div class="content"><p>Microsoft</p></div></li></ul>`;

test("marks whom Microsoft pays as staff, its contractors as vendors, and keeps other roles", () => {
  const { signals } = mapMicrosoftQaPage(
    html,
    "https://learn.microsoft.com/en-us/answers/questions/5123/x",
    "134/sql-server",
  );
  expect(signals.map(({ id, account, metrics }) => [id, account?.staff, metrics.affiliation])).toEqual([
    ["5123", undefined, undefined],
    ["answer-9001", true, "MicrosoftVendor"],
    ["answer-9002", false, "Independent Advisor"],
    ["answer-9003", true, "Microsoft Moderator"],
    ["answer-9004", false, undefined],
  ]);
  // A contractor is paid as staff is, and is no employee; what the page calls somebody is nobody's employer.
  expect(signals.map(({ account }) => account?.vendor)).toEqual([undefined, true, false, false, false]);
  expect(signals[1]?.account?.company).toBeNull();
  expect(signals[0]).toMatchObject({
    connector: "microsoft-qa",
    space: { id: "134", kind: "tag", name: "sql-server" },
  });
});

test("asks for nothing unless switched on", () => {
  const options = microsoftQa.options.parse({ tag: "134/sql-server", baseUrl: site.url });
  expect(() => microsoftQa.pull(contextOf(null, options) as never)).toThrow(ConfigError);
  expect(() => microsoftQa.revisit?.(contextOf(null, options) as never, [known(1)])).toThrow(ConfigError);
  expect(site.requests).toEqual([]);
});

test("reads a tag's questions no faster than one in five seconds", async () => {
  site.pages["/en-us/answers/tags/134/sql-server/"] = [
    200,
    '<a href="/en-us/answers/questions/5123/x?a=b">Q</a><a href="/en-us/answers/questions/5124/y">Q</a>',
  ];
  for (const path of ["5123/x", "5124/y"]) site.pages[`/en-us/answers/questions/${path}`] = [200, question(dated)];
  const waited: number[] = [];
  const options = microsoftQa.options.parse({ enabled: true, tag: "134/sql-server", baseUrl: site.url });
  const all = await collect(
    pullMicrosoftQa(contextOf(null, options) as never, async (milliseconds) => {
      waited.push(milliseconds);
    }),
  );
  expect(ids(all)).toEqual(["5123", "5124"]);
  expect(waited).toEqual([5000, 5000]);
});

test("reads known questions again at the same pace, and maps kept pages into the tag's space", async () => {
  const options = microsoftQa.options.parse({ enabled: true, tag: "134/sql-server", baseUrl: site.url });
  const threads = ["5123/x", "5124/y"].map((path) => ({
    ...known(Number(path.slice(0, 4))),
    platform: "learn.microsoft.com",
    url: `https://learn.microsoft.com/en-us/answers/questions/${path}`,
  }));
  site.pages["/en-us/answers/questions/5123/x"] = [200, html];
  const waited: number[] = [];
  const again = revisitMicrosoftQa(contextOf(null, options) as never, threads, async (milliseconds) => {
    waited.push(milliseconds);
  });
  const [first, second] = await collect(again);
  expect(waited).toEqual([5000]);
  expect(second).toMatchObject({ signals: [], complete: [{ threadId: "5124" }] });
  const mapped = await microsoftQa.map?.(first?.raw as RawPage, options);
  expect(mapped?.signals).toEqual(first?.signals);
  expect(mapped?.signals[1]).toMatchObject({ space: { id: "134" }, account: { staff: true } });
});

test("asks the site itself no faster than one in five seconds, whatever is set", () => {
  const asked = { enabled: true, tag: "134/sql-server", secondsBetween: 1 };
  expect(microsoftQa.options.safeParse(asked).success).toBe(false);
  expect(microsoftQa.options.safeParse({ ...asked, baseUrl: site.url }).success).toBe(true);
});

test("stops where its list of questions has changed shape", async () => {
  site.pages["/en-us/answers/tags/134/sql-server/"] = [200, "<main>new</main>"];
  const options = microsoftQa.options.parse({ enabled: true, tag: "134/sql-server", baseUrl: site.url });
  await expect(collect(microsoftQa.pull(contextOf(null, options) as never))).rejects.toThrow(/lists no question/);
});
