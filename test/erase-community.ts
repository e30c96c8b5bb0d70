/** The key that hashes of the erased are made with here. */
export const erasureKey = "a-key-of-the-tests-that-is-long-enough";
export const hash = "c0ffee11".repeat(8);
/** All that may be left of nobody, in lower case. */
export const traces = [
  "quillfeather",
  "quillf_old",
  "quillf-old",
  "jo-quill",
  "jo quill",
  hash,
  "forum.example:p1",
  "plume works",
];

export const room = (id: string) => ({ platform: "forum.example", id, kind: "category", name: `Room ${id}` });
export const jo = {
  platform: "forum.example",
  id: "p1",
  handle: "JoQuillfeather",
  name: "Jo Quillfeather",
  url: "https://forum.example/u/JoQuillfeather",
  links: ["https://quillfeather.example/", "https://code.example/jo-quill"],
  emailHash: hash,
  company: "Plume Works",
};
export const joAtCode = {
  platform: "code.example",
  id: "jo-quill",
  handle: "jo-quill",
  name: "Jo Quillfeather",
  url: "https://code.example/jo-quill",
  emailHash: hash,
};
export const ada = {
  platform: "forum.example",
  id: "p2",
  handle: "ada-m",
  name: "Ada Marsh",
  links: ["https://ada.example/", "https://quillfeather.example/"],
};
export const bea = { platform: "forum.example", id: "p3", handle: "bea", name: "Bea Fenn" };

export type Line = Record<string, unknown>;
export const at = (month: number, day = 10) => `2025-${String(month).padStart(2, "0")}-${day}T12:00:00Z`;
/** A small community over four months: Jo answers, asks and is thanked. */
export function communityLines(): Line[] {
  return [9, 10, 11, 12].flatMap((month): Line[] => [
    {
      id: `q${month}`,
      kind: "question",
      occurredAt: at(month, 10),
      space: room("help"),
      account: bea,
      threadId: `q${month}`,
      title: `How in ${month}?`,
    },
    {
      id: `a${month}`,
      kind: "answer",
      occurredAt: at(month, 11),
      space: room("help"),
      account: { ...jo, handle: month === 9 ? "quillf_old" : jo.handle },
      threadId: `q${month}`,
      parentId: `q${month}`,
      excerpt: `So, says Jo Quillfeather in ${month}.`,
      url: `https://forum.example/t/${month}/by-joquillfeather`,
      metrics: { score: month },
    },
    {
      id: `c${month}`,
      kind: "comment",
      occurredAt: at(month, 12),
      space: room("help"),
      account: ada,
      threadId: `q${month}`,
      excerpt: `Thanks @joquillfeather, see https://www.quillfeather.example/posts/${month}. Ask JO  QUILLFEATHER.`,
      url: `https://forum.example/t/${month}/3`,
    },
    {
      id: `p${month}`,
      kind: "post",
      occurredAt: at(month, 13),
      space: room("news"),
      account: ada,
      title: `News of ${month}`,
      metrics: { score: 4 },
    },
    {
      id: `r${month}`,
      kind: "commit",
      occurredAt: at(month, 14),
      space: {
        platform: "code.example",
        id: "lumen/core",
        kind: "repository",
        name: "lumen/core",
        url: "https://code.example/lumen/core",
      },
      account: joAtCode,
      title: "Mend it",
    },
    {
      id: `o${month}`,
      kind: "commit",
      occurredAt: at(month, 15),
      space: {
        platform: "code.example",
        id: "jo-quill/tools",
        kind: "repository",
        name: "tools",
        url: "https://code.example/jo-quill/tools",
      },
      account: { ...bea, platform: "code.example", id: "bea-f" },
      title: "Help out",
    },
  ]);
}
/** The same in other letters, as a place might show it another day. */
export const shouted = (lines: Line[]): Line[] =>
  JSON.parse(
    JSON.stringify(lines)
      .replaceAll("JoQuillfeather", "JOQUILLFEATHER")
      .replaceAll('"jo-quill"', '"Jo-Quill"')
      .replaceAll("joquillfeather", "JoQuillFeather"),
  );

export const entry = (site: string, number: number, author: string, text: string) =>
  `<item><title>Entry ${number}</title><link>https://${site}/posts/${number}</link><guid>https://${site}/posts/${number}</guid>` +
  `<pubDate>Mon, 0${number} Dec 2025 10:00:00 GMT</pubDate><dc:creator>${author}</dc:creator><description>${text}</description></item>`;
export const rss = (site: string, title: string, ...entries: string[]) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${title}</title><link>https://${site}/</link>${entries.join("")}</channel></rss>`;
