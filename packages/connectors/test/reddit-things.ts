/** Epoch seconds. */
export const seconds = (iso: string) => Date.parse(iso) / 1000;
/** A post as Reddit lists it. */
export const post = (id: string, at: string, more: object = {}) => ({
  kind: "t3",
  data: {
    id,
    name: `t3_${id}`,
    subreddit: "PowerShell",
    author: "night_owl",
    author_fullname: "t2_9zzz",
    title: "Pipes &amp; filters",
    selftext: "**text**",
    selftext_html: "&lt;div&gt;&lt;p&gt;text&lt;/p&gt;&lt;/div&gt;",
    score: 41,
    upvote_ratio: 0.97,
    num_comments: 12,
    created_utc: seconds(at),
    edited: false,
    permalink: `/r/PowerShell/comments/${id}/pipes/`,
    url: "https://example.org",
    link_flair_text: "Script Sharing",
    distinguished: null,
    stickied: false,
    removed_by_category: null,
    ...more,
  },
});
/** A comment as Reddit lists it. */
export const comment = (id: string, at: string, more: object = {}) => ({
  kind: "t1",
  data: {
    id,
    author: "shellfish",
    author_fullname: "t2_8yyy",
    body: "Use splatting",
    body_html: "<div><p>Use <code>splatting</code></p></div>",
    created_utc: seconds(at),
    edited: false,
    link_id: "t3_aaa",
    parent_id: "t1_bbb",
    link_title: "Pipes",
    permalink: `/r/PowerShell/comments/aaa/pipes/${id}/`,
    score: 1,
    score_hidden: true,
    ...more,
  },
});
/** A listing without a next page. */
export const list = (...children: unknown[]) => ({
  kind: "Listing",
  data: { after: null, before: null, dist: children.length, children },
});
