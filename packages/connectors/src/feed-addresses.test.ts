import { describe, it } from "vitest";
import { atom, type FeedCase, holds, oldAtom, rdf, rss } from "../test/feed-cases.ts";

const check = (cases: FeedCase[]) => it.each(cases)("%s of %s is %j", (...one) => holds(one));
const located = (location: string) => ({ "content-location": location });
const spoken = (language: string) => ({ "content-language": language });
const link = '<link href="1.html"/>';

describe("what addresses in a feed are relative to", () => {
  check([
    ["entry.link", atom(link), "http://feeds.example/all/1.html"],
    ["entry.link", atom(link, "", 'xml:base="http://lamp.example/a/"'), "http://lamp.example/a/1.html"],
    ["entry.link", atom(link, "", 'xml:base="/a/"'), "http://feeds.example/a/1.html"],
    ["entry.link", atom(link, "", 'xml:base="a/"'), "http://feeds.example/all/a/1.html"],
    [
      "entry.link",
      atom(link).replace("<entry>", '<entry xml:base="http://lamp.example/e/">'),
      "http://lamp.example/e/1.html",
    ],
    [
      "entry.link",
      atom(link, "", 'xml:base="http://lamp.example/a/"').replace("<entry>", '<entry xml:base="e/">'),
      "http://lamp.example/a/e/1.html",
    ],
    ["entry.link", atom('<link xml:base="http://lamp.example/l/" href="1.html"/>'), "http://lamp.example/l/1.html"],
    [
      "entry.link",
      atom('<link xml:base="l/" href="1.html"/>', "", 'xml:base="http://lamp.example/a/"').replace(
        "<entry>",
        '<entry xml:base="e/">',
      ),
      "http://lamp.example/a/e/l/1.html",
    ],
    [
      "entry.link",
      atom('<link href="http://other.example/1"/>', "", 'xml:base="http://lamp.example/a/"'),
      "http://other.example/1",
    ],
    [
      "entry.link",
      atom('<link href="//other.example/1"/>', "", 'xml:base="https://lamp.example/a/"'),
      "https://other.example/1",
    ],
    ["entry.link", atom('<link href=""/>', "", 'xml:base="https://lamp.example/a/"'), null],
    [
      "entry.link",
      atom('<link href="?p=1"/>', "", 'xml:base="https://lamp.example/a/index.php"'),
      "https://lamp.example/a/index.php?p=1",
    ],
    ["entry.link", atom('<link href="../1"/>', "", 'xml:base="https://lamp.example/a/b/"'), "https://lamp.example/a/1"],
    ["entry.link", atom(link, "", "XML:BASE='http://lamp.example/a/'"), "http://lamp.example/a/1.html"],
    ["entry.link", atom(link, '<link href="http://site.example/deep/"/>'), "http://feeds.example/all/1.html"],
    ["feed.link", atom("", link, 'xml:base="http://lamp.example/a/"'), "http://lamp.example/a/1.html"],
    ["feed.link", atom("", '<link xml:base="http://lamp.example/l/" href="1.html"/>'), "http://lamp.example/l/1.html"],
    [
      "feed.link",
      oldAtom("", '<link rel="alternate" type="text/html" href="/1.html"/>'),
      "http://feeds.example/1.html",
    ],
    [
      "entry.authors",
      atom("<author><uri>me</uri></author>", "", 'xml:base="http://lamp.example/a/"'),
      [{ url: "http://lamp.example/a/me" }],
    ],
    [
      "entry.enclosures",
      atom('<link rel="enclosure" href="1.mp3"/>', "", 'xml:base="http://lamp.example/a/"'),
      [{ url: "http://lamp.example/a/1.mp3" }],
    ],
    ["entry.link", rss("<link>1.html</link>", "", 'xml:base="http://lamp.example/a/"'), "http://lamp.example/a/1.html"],
    ["entry.link", rss("<link>1.html</link>"), "http://feeds.example/all/1.html"],
    ["entry.link", rss("<link>1.html</link>", "<link>http://lamp.example/a/</link>"), "http://lamp.example/a/1.html"],
    [
      "entry.link",
      rss("<link>/1.html</link>").replace("<channel>", '<channel xml:base="http://lamp.example/">'),
      "http://lamp.example/1.html",
    ],
    ["entry.link", rss('<link xml:base="http://lamp.example/l/">1.html</link>'), "http://lamp.example/l/1.html"],
    [
      "entry.link",
      rss("<link>1.html</link>").replace("<item>", '<item xml:base="http://lamp.example/e/">'),
      "http://lamp.example/e/1.html",
    ],
    [
      "entry.enclosures",
      rss('<enclosure url="1.mp3"/>', "", 'xml:base="http://lamp.example/a/"'),
      [{ url: "http://lamp.example/a/1.mp3" }],
    ],
    [
      "entry.comments",
      rss("<comments>talk</comments>", "", 'xml:base="http://lamp.example/a/"'),
      "http://lamp.example/a/talk",
    ],
    [
      "entry.origin",
      rss('<source url="o.xml">Other</source>', "", 'xml:base="http://lamp.example/a/"'),
      { url: "http://lamp.example/a/o.xml" },
    ],
    [
      "feed.image",
      rss("", "<image><url>i.png</url></image>", 'xml:base="http://lamp.example/a/"'),
      "http://lamp.example/a/i.png",
    ],
    ["entry.link", rdf("<link>1.html</link>"), "http://feeds.example/all/1.html"],
    ["entry.link", rdf("", "", 'rdf:about="1.html"'), "http://feeds.example/all/1.html"],
    ["entry.link", atom(link), "http://lamp.example/c/1.html", located("http://lamp.example/c/feed")],
    ["entry.link", atom(link), "http://feeds.example/c/1.html", located("/c/feed")],
    [
      "entry.link",
      atom(link, "", 'xml:base="b/"'),
      "http://lamp.example/c/b/1.html",
      located("http://lamp.example/c/feed"),
    ],
    ["entry.link", rss("<link>1.html</link>"), "http://lamp.example/c/1.html", located("http://lamp.example/c/feed")],
    [
      "feed.link",
      rss("", "<link>1.html</link>"),
      "http://lamp.example/c/1.html",
      located("http://lamp.example/c/feed"),
    ],
    ["entry.link", atom('<link href="javascript:alert(1)"/>'), null],
    ["entry.link", atom('<link href="http://[broken"/>'), null],
    ["entry.link", atom('<link rel="self" href="1.atom"/>'), "http://feeds.example/all/1.atom"],
    ["entry.link", atom('<link rel="self" href="1.atom"/><link href="1.html"/>'), "http://feeds.example/all/1.html"],
    ["entry.link", atom('<link href="http://lämp.example/"/>'), "http://xn--lmp-qla.example/"],
    ["entry.link", atom(link, "", 'xml:base="http://[broken"'), "http://feeds.example/all/1.html"],
    ["entry.link", atom(link, "", 'xml:base="urn:x"'), "http://feeds.example/all/1.html"],
  ]);
});

describe("which language a feed and its entries are in", () => {
  check([
    ["feed.language", atom("", "", 'xml:lang="en"'), "en"],
    ["feed.language", atom(""), "de", spoken("de")],
    ["feed.language", atom("", "", 'xml:lang="en"'), "en", spoken("de")],
    ["feed.language", rss("", "<language>nl</language>"), "nl", spoken("de")],
    ["feed.language", rss("", "<dc:language>en</dc:language><language>nl</language>"), "nl"],
    ["feed.language", rss("", "<language></language><dc:language>en</dc:language>"), "en"],
    ["feed.language", rss("", "").replace("<channel>", '<channel xml:lang="fr">'), "fr"],
    ["feed.language", rdf("", "<dc:language>ja</dc:language>"), "ja"],
    ["feed.language", rss(""), null],
    ["entry.language", atom("").replace("<entry>", "<entry xml:lang='pt-BR'>"), "pt-BR"],
    ["entry.language", atom('<summary xml:lang="pt">x</summary>'), "pt"],
    ["entry.language", atom('<title xml:lang="pt">x</title>'), "pt"],
    ["entry.language", atom('<content xml:lang="pt">x</content>').replace("<entry>", "<entry xml:lang='fr'>"), "fr"],
    ["entry.language", rss('<description xml:lang="pt">x</description>'), "pt"],
  ]);
});
