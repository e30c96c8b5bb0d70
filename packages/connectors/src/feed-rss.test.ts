import { describe, it } from "vitest";
import { type FeedCase, holds, rdf, rss } from "../test/feed-cases.ts";

const check = (cases: FeedCase[]) => it.each(cases)("%s of %s is %j", (...one) => holds(one));
const itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const media = 'xmlns:media="http://search.yahoo.com/mrss/"';
const content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"';

describe("what an RSS channel says of itself", () => {
  check([
    ["feed.title", rss("", "<title>Lamps</title>"), "Lamps"],
    ["feed.title", rss("", "<title>Lamps &amp; &lt;wicks&gt;</title>"), "Lamps & <wicks>"],
    ["feed.title", rss("", "<title>Mark&apos;s lamps</title>"), "Mark's lamps"],
    ["feed.title", rss("", "<title>Lamps &#38;amp; wicks</title>"), "Lamps & wicks"],
    ["feed.title", rss("", "<dc:title>Lamps</dc:title>"), "Lamps"],
    ["feed.title", rss("", "<dc:title>No</dc:title><title>Lamps</title>"), "Lamps"],
    ["feed.title", rss("", "<image><title>No</title><url>/i.png</url></image><title>Lamps</title>"), "Lamps"],
    ["feed.title", rss("", "<textInput><title>No</title></textInput><title>Lamps</title>"), "Lamps"],
    [
      "feed.title",
      rss(
        "",
        '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:title>No</svg:title></svg:svg><title>Lamps</title>',
      ),
      "Lamps",
    ],
    ["feed.title", rss("", '<title xmlns="http://www.w3.org/2000/svg">No</title><title>Lamps</title>'), "Lamps"],
    ["feed.link", rss("", "<link>http://lamp.example/</link>"), "http://lamp.example/"],
    ["feed.link", rss("", "<link/><link>http://lamp.example/</link>"), "http://lamp.example/"],
    [
      "feed.link",
      rss(
        "",
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="/f"/><link>http://lamp.example/</link>',
      ),
      "http://lamp.example/",
    ],
    [
      "feed.link",
      rss("", "<image><link>http://no.example/</link></image><link>http://lamp.example/</link>"),
      "http://lamp.example/",
    ],
    ["feed.link", rss("", "<link>lamp.html</link>"), "http://feeds.example/all/lamp.html"],
    ["feed.subtitle", rss("", "<description>On &lt;b>light&lt;/b></description>"), "On light"],
    ["feed.subtitle", rss("", "<dc:description>On light</dc:description>"), "On light"],
    ["feed.language", rss("", "<language>en-us</language>"), "en-us"],
    ["feed.language", rss("", "<dc:language>de</dc:language>"), "de"],
    ["feed.language", rss("", "", 'xml:lang="fr"'), "fr"],
    ["feed.rights", rss("", "<copyright>Free to read</copyright>"), "Free to read"],
    ["feed.rights", rss("", "<dc:rights>Free to read</dc:rights>"), "Free to read"],
    ["feed.generator", rss("", "<generator>http://wick.example/?v=2</generator>"), "http://wick.example/?v=2"],
    [
      "feed.generator",
      rss(
        "",
        '<admin:generatorAgent xmlns:admin="http://webns.net/mvcb/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:resource="http://wick.example/"/>',
      ),
      "http://wick.example/",
    ],
    [
      "feed.image",
      rss("", "<image><title>x</title><url>http://lamp.example/i.png</url></image>"),
      "http://lamp.example/i.png",
    ],
    ["feed.image", rss("", `<itunes:image ${itunes} href="/i.png"/>`), "http://feeds.example/i.png"],
    [
      "feed.authors",
      rss("", "<managingEditor>ed@lamp.example (Ed Thane)</managingEditor>"),
      [{ name: "Ed Thane", email: "ed@lamp.example" }],
    ],
    [
      "feed.authors",
      rss("", "<managingEditor>ed@lamp.example, Ed Thane</managingEditor>"),
      [{ name: "Ed Thane", email: "ed@lamp.example" }],
    ],
    [
      "feed.authors",
      rss("", "<author>Ed Thane (ed@lamp.example)</author>"),
      [{ name: "Ed Thane", email: "ed@lamp.example" }],
    ],
    [
      "feed.authors",
      rss("", "<author>Ed Thane &lt;ed@lamp.example&gt;</author>"),
      [{ name: "Ed Thane", email: "ed@lamp.example" }],
    ],
    [
      "feed.authors",
      rss("", "<author>Ed Thane ed@lamp.example</author>"),
      [{ name: "Ed Thane", email: "ed@lamp.example" }],
    ],
    ["feed.authors", rss("", "<dc:creator>Ed Thane</dc:creator>"), [{ name: "Ed Thane" }]],
    ["feed.authors", rss("", "<dc:author>Ed Thane</dc:author>"), [{ name: "Ed Thane" }]],
    ["feed.authors", rss("", `<itunes:author ${itunes}>Ed Thane</itunes:author>`), [{ name: "Ed Thane" }]],
    [
      "feed.authors",
      rss(
        "",
        `<itunes:owner ${itunes}><itunes:name>Ed</itunes:name><itunes:email>ed@lamp.example</itunes:email></itunes:owner>`,
      ),
      [{ name: "Ed", email: "ed@lamp.example" }],
    ],
    [
      "feed.publisher",
      rss("", "<webMaster>w@lamp.example (Web Thane)</webMaster>"),
      { name: "Web Thane", email: "w@lamp.example" },
    ],
    ["feed.publisher", rss("", "<dc:publisher>Lamp Press</dc:publisher>"), { name: "Lamp Press" }],
    [
      "feed.contributors",
      rss("", "<dc:contributor>Vael</dc:contributor><dc:contributor>Ysk</dc:contributor>"),
      [{ name: "Vael" }, { name: "Ysk" }],
    ],
    ["feed.published", rss("", "<pubDate>Tue, 29 Nov 2005 08:15:02 GMT</pubDate>"), "2005-11-29T08:15:02.000Z"],
    [
      "feed.updated",
      rss("", "<lastBuildDate>Tue, 29 Nov 2005 08:15:02 GMT</lastBuildDate>"),
      "2005-11-29T08:15:02.000Z",
    ],
    ["feed.updated", rss("", "<pubDate>Tue, 29 Nov 2005 08:15:02 GMT</pubDate>"), "2005-11-29T08:15:02.000Z"],
    ["feed.updated", rss("", "<dc:date>2005-11-29T08:15:02+00:00</dc:date>"), "2005-11-29T08:15:02.000Z"],
    [
      "feed.updated",
      rss("", "<dcterms:modified xmlns:dcterms='http://purl.org/dc/terms/'>2005-11-29</dcterms:modified>"),
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "feed.tags",
      rss("", '<category domain="http://tags.example/">lamps</category><category>wicks</category>'),
      ["lamps", "wicks"],
    ],
    ["feed.tags", rss("", "<dc:subject>lamps</dc:subject>"), ["lamps"]],
    [
      "feed.tags",
      rss("", `<itunes:category ${itunes} text="Arts"><itunes:category text="Design"/></itunes:category>`),
      ["Arts", "Design"],
    ],
    ["feed.tags", rss("", `<itunes:keywords ${itunes}>lamps, wicks</itunes:keywords>`), ["lamps", "wicks"]],
    ["feed.title", '<rss version="0.91"><channel><title>Lamps</title></channel></rss>', "Lamps"],
    [
      "feed.title",
      '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Caf&eacute; lamps</title></channel></rss>',
      "Café lamps",
    ],
    ["feed.title", '<rss version="0.92"><channel><title>Lamps</title></channel></rss>', "Lamps"],
    [
      "feed.title",
      '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>Lamps</title></channel></rss>',
      "Lamps",
    ],
    [
      "feed.title",
      '<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>Lamps</title></channel></rss>',
      "Lamps",
    ],
    [
      "feed.title",
      '<rss version="2.0" xmlns="http://purl.org/dc/elements/1.1/"><channel><title>Lamps</title></channel></rss>',
      "Lamps",
    ],
    [
      "feed.title",
      '<r:rss version="2.0" xmlns:r="http://backend.userland.com/RSS2"><r:channel><r:title>Lamps</r:title></r:channel></r:rss>',
      "Lamps",
    ],
    ["feed.title", "<channel><title>Lamps</title></channel>", "Lamps"],
    ["feed.title", "<RSS><CHANNEL><TITLE>Lamps</TITLE></CHANNEL></RSS>", "Lamps"],
  ]);
});

describe("what an RSS item says", () => {
  check([
    ["entry.title", rss("<title>Lit</title>"), "Lit"],
    ["entry.title", rss("<dc:title>Lit</dc:title>"), "Lit"],
    ["entry.title", rss("<title/><dc:title>Lit</dc:title>"), "Lit"],
    ["entry.title", rss(`<media:title ${media}>No</media:title><title>Lit</title>`), "Lit"],
    ["entry.title", rss("<title>&lt;b>Lit&lt;/b> &amp;amp; dim</title>"), "Lit & dim"],
    ["entry.title", rss("<title><![CDATA[Lit <i>up</i>]]> now</title>"), "Lit up now"],
    ["entry.title", rss("<title>Lit <![CDATA[&]]> dim</title>"), "Lit & dim"],
    ["entry.title", rss("<title>Lit <b>up</b> now</title>"), "Lit up now"],
    ["entry.title", rss("<title>&quot;Lit&quot; &#8212; dim &#x2014; out</title>"), '"Lit" — dim — out'],
    ["entry.title", rss("<title><!-- no -->Lit</title>"), "Lit"],
    ["entry.title", rss("<item><title>Inner</title></item><title>Outer</title>"), "Outer"],
    ["entry.link", rss("<link>http://lamp.example/1</link>"), "http://lamp.example/1"],
    ["entry.link", rss("<link>http://lamp.example/?a=1&amp;amp;b=2</link>"), "http://lamp.example/?a=1&b=2"],
    ["entry.link", rss("<link><![CDATA[http://lamp.example/?a=1&b=2]]></link>"), "http://lamp.example/?a=1&b=2"],
    ["entry.link", rss("<link> http://lamp.example/1 </link>"), "http://lamp.example/1"],
    ["entry.link", rss("<guid>http://lamp.example/1</guid>"), "http://lamp.example/1"],
    ["entry.link", rss('<guid isPermaLink="true">/1</guid>'), "http://feeds.example/1"],
    ["entry.link", rss('<guid isPermaLink="false">http://lamp.example/1</guid>'), null],
    ["entry.link", rss('<guid isPermaLink="FALSE">http://lamp.example/1</guid>'), null],
    [
      "entry.link",
      rss("<link>http://lamp.example/1</link><guid>http://lamp.example/g</guid>"),
      "http://lamp.example/1",
    ],
    ["entry.link", rss("<guid>17</guid>"), null],
    [
      "entry.link",
      rss('<a10:link xmlns:a10="http://www.w3.org/2005/Atom" href="http://lamp.example/1"/>'),
      "http://lamp.example/1",
    ],
    [
      "entry.link",
      rss(
        '<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">http://lamp.example/1</feedburner:origLink><link>http://proxy.example/1</link>',
      ),
      "http://lamp.example/1",
    ],
    ["entry.link", rss('<enclosure url="http://lamp.example/1.mp3"/>'), "http://lamp.example/1.mp3"],
    ["entry.link", rss("<link>http://lamp.example/ä b</link>"), "http://lamp.example/%C3%A4%20b"],
    ["entry.id", rss('<guid isPermaLink="false">urn:1</guid>'), "urn:1"],
    ["entry.id", rss("<guid>http://lamp.example/?a=1&amp;b=2</guid>"), "http://lamp.example/?a=1&b=2"],
    ["entry.id", rss('<a:id xmlns:a="http://www.w3.org/2005/Atom">urn:1</a:id>'), "urn:1"],
    ["entry.id", rss("<dc:identifier>urn:1</dc:identifier>"), "urn:1"],
    ["entry.published", rss("<pubDate>Tue, 29 Nov 2005 08:15:02 +0100</pubDate>"), "2005-11-29T07:15:02.000Z"],
    ["entry.published", rss("<dc:date>2005-11-29T08:15:02Z</dc:date>"), "2005-11-29T08:15:02.000Z"],
    [
      "entry.published",
      rss("<dcterms:issued xmlns:dcterms='http://purl.org/dc/terms/'>2005-11-29</dcterms:issued>"),
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "entry.published",
      rss("<dcterms:created xmlns:dcterms='http://purl.org/dc/terms/'>2005-11-29</dcterms:created>"),
      "2005-11-29T00:00:00.000Z",
    ],
    ["entry.published", rss("<PubDate>2005-11-29</PubDate>"), "2005-11-29T00:00:00.000Z"],
    [
      "entry.published",
      rss('<d:date xmlns:d="http://purl.org/dc/elements/1.0/">2005-11-29</d:date>'),
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "entry.updated",
      rss('<a10:updated xmlns:a10="http://www.w3.org/2005/Atom">2005-11-29</a10:updated>'),
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "entry.updated",
      rss("<dcterms:modified xmlns:dcterms='http://purl.org/dc/terms/'>2005-11-29</dcterms:modified>"),
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "entry.authors",
      rss("<author>me@lamp.example (Ysk Thane)</author>"),
      [{ name: "Ysk Thane", email: "me@lamp.example" }],
    ],
    ["entry.authors", rss("<author>me@lamp.example</author>"), [{ name: null, email: "me@lamp.example" }]],
    [
      "entry.authors",
      rss("<author>mailto:me@lamp.example (Ysk)</author>"),
      [{ name: "Ysk", email: "me@lamp.example" }],
    ],
    [
      "entry.authors",
      rss("<author>Ysk Thane - me@lamp.example</author>"),
      [{ name: "Ysk Thane", email: "me@lamp.example" }],
    ],
    [
      "entry.authors",
      rss('<author>"Thane, Ysk" &lt;me@lamp.example&gt;</author>'),
      [{ name: "Thane, Ysk", email: "me@lamp.example" }],
    ],
    ["entry.authors", rss("<author>Ysk &amp;amp; Vael</author>"), [{ name: "Ysk & Vael" }]],
    [
      "entry.authors",
      rss("<author><name>Ysk</name><email>me@lamp.example</email></author>"),
      [{ name: "Ysk", email: "me@lamp.example" }],
    ],
    [
      "entry.authors",
      rss("<dc:creator>me@lamp.example (Ysk Thane)</dc:creator>"),
      [{ name: "Ysk Thane", email: "me@lamp.example" }],
    ],
    [
      "entry.authors",
      rss("<dc:creator>Ysk</dc:creator><dc:creator>Vael</dc:creator>"),
      [{ name: "Ysk" }, { name: "Vael" }],
    ],
    ["entry.authors", rss("<dc:author>Ysk</dc:author>"), [{ name: "Ysk" }]],
    ["entry.authors", rss(`<itunes:author ${itunes}>Ysk</itunes:author>`), [{ name: "Ysk" }]],
    ["entry.authors", rss(`<media:credit ${media} role="author">Ysk</media:credit>`), [{ name: "Ysk" }]],
    [
      "entry.authors",
      rss(`<media:group ${media}><media:credit role="owner">Ysk</media:credit></media:group>`),
      [{ name: "Ysk" }],
    ],
    ["entry.contributors", rss("<dc:contributor>Vael</dc:contributor>"), [{ name: "Vael" }]],
    [
      "entry.contributors",
      rss(
        '<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" role="guest" href="http://v.example/">Vael</podcast:person>',
      ),
      [{ name: "Vael", url: "http://v.example/" }],
    ],
    ["entry.tags", rss("<category>lamps</category><category>wicks</category>"), ["lamps", "wicks"]],
    ["entry.tags", rss('<category domain="http://tags.example/">R&amp;amp;D</category>'), ["R&D"]],
    ["entry.tags", rss("<dc:subject>lamps</dc:subject><dc:subject>wicks</dc:subject>"), ["lamps", "wicks"]],
    ["entry.tags", rss(`<media:category ${media}>lamps</media:category>`), ["lamps"]],
    ["entry.tags", rss(`<itunes:keywords ${itunes}>lamps,wicks</itunes:keywords>`), ["lamps", "wicks"]],
    ["entry.rights", rss("<dc:rights>Free to read</dc:rights>"), "Free to read"],
    ["entry.summary", rss("<description>Short</description>"), "Short"],
    ["entry.summary", rss("<description>&lt;p>Short &amp;amp; sweet&lt;/p></description>"), "Short & sweet"],
    ["entry.summary", rss("<description><p>Short <b>one</b></p></description>"), "Short one"],
    [
      "entry.summary",
      rss(`<description>Short</description><content:encoded ${content}><![CDATA[<p>Long</p>]]></content:encoded>`),
      "Short",
    ],
    ["entry.summary", rss(`<itunes:summary ${itunes}>Short</itunes:summary>`), "Short"],
    ["entry.summary", rss(`<itunes:subtitle ${itunes}>Short</itunes:subtitle>`), "Short"],
    [
      "entry.summary",
      rss(`<media:description ${media}>No</media:description><description>Short</description>`),
      "Short",
    ],
    ["entry.summary", rss("<dc:description>No</dc:description><description>Short</description>"), "Short"],
    ["entry.summary", rss(`<itunes:summary ${itunes}>No</itunes:summary><description>Short</description>`), "Short"],
    [
      "entry.body.text",
      rss(`<description>Short</description><content:encoded ${content}><![CDATA[<p>Long</p>]]></content:encoded>`),
      "Long",
    ],
    [
      "entry.body.text",
      rss(`<content:encoded ${content}>&lt;p>Long&lt;/p></content:encoded><description>Short</description>`),
      "Long",
    ],
    [
      "entry.body.text",
      rss('<description>Short</description><body xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>one</b></p></body>'),
      "Long one",
    ],
    [
      "entry.body.text",
      rss(
        '<description>Short</description><xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:p>Long</xhtml:p></xhtml:body>',
      ),
      "Long",
    ],
    [
      "entry.body.text",
      rss('<xhtml:div xmlns:xhtml="http://www.w3.org/1999/xhtml"><xhtml:p>Long</xhtml:p></xhtml:div>'),
      "Long",
    ],
    ["entry.body.text", rss("<description>&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;</description>"), "Twice"],
    ["entry.body.text", rss('<atom:summary xmlns:atom="http://www.w3.org/2005/Atom">Short</atom:summary>'), "Short"],
    [
      "entry.enclosures",
      rss('<enclosure url="http://lamp.example/1.mp3" length="42" type="audio/mpeg"/>'),
      [{ url: "http://lamp.example/1.mp3", type: "audio/mpeg", bytes: 42 }],
    ],
    [
      "entry.enclosures",
      rss('<enclosure url="/1.mp3" length=""/><enclosure url="/2.mp3"/>'),
      [{ url: "http://feeds.example/1.mp3", bytes: null }, { url: "http://feeds.example/2.mp3" }],
    ],
    [
      "entry.enclosures",
      rss(`<media:content ${media} url="http://lamp.example/1.mp4" type="video/mp4" fileSize="42"/>`),
      [{ url: "http://lamp.example/1.mp4", type: "video/mp4", bytes: 42 }],
    ],
    [
      "entry.enclosures",
      rss(`<media:group ${media}><media:content url="http://lamp.example/1.mp4"/></media:group>`),
      [{ url: "http://lamp.example/1.mp4" }],
    ],
    ["entry.comments", rss("<comments>http://lamp.example/1#talk</comments>"), "http://lamp.example/1#talk"],
    [
      "entry.origin",
      rss('<source url="http://other.example/feed">Other</source>'),
      { name: "Other", url: "http://other.example/feed" },
    ],
    ["entry.language", rss("<dc:language>fr</dc:language>"), "fr"],
    ["entry.metrics", rss(`<itunes:duration ${itunes}>1:02:30</itunes:duration>`), { duration: 62.5 }],
    [
      "entry.metrics",
      rss('<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">4</slash:comments>'),
      { replies: 4 },
    ],
    [
      "entry.title",
      '<rss version="2.0" xmlns:a="urn:a"><a:channel><a:item><title>x</title></a:item></a:channel><channel><item><title>Lit</title></item></channel></rss>',
      "Lit",
    ],
    ["entry.authors", rss('<creator xmlns="http://purl.org/dc/elements/1.1/">Ysk</creator>'), [{ name: "Ysk" }]],
    [
      "entry.published",
      rss('<date xmlns="http://purl.org/dc/elements/1.1/">2005-11-29</date>'),
      "2005-11-29T00:00:00.000Z",
    ],
    ["entry.authors", rss('<x:creator xmlns:x="HTTP://PURL.ORG/DC/ELEMENTS/1.1/">Ysk</x:creator>'), [{ name: "Ysk" }]],
    ["entry.body.text", rss('<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/">Long</c:encoded>'), "Long"],
    [
      "entry.authors",
      rss('<pod:author xmlns:pod="http://www.itunes.com/DTDs/Podcast-1.0.dtd">Ysk</pod:author>'),
      [{ name: "Ysk" }],
    ],
  ]);
});

describe("RDF and what came before and beside it", () => {
  check([
    ["feed.title", rdf("", "<title>Lamps</title>"), "Lamps"],
    ["feed.link", rdf("", "<link>http://lamp.example/</link>"), "http://lamp.example/"],
    ["feed.subtitle", rdf("", "<description>On light</description>"), "On light"],
    ["feed.id", rdf("", "<title>x</title>"), "http://lamp.example/about"],
    ["feed.updated", rdf("", "<dc:date>2005-11-29T08:15Z</dc:date>"), "2005-11-29T08:15:00.000Z"],
    ["feed.authors", rdf("", "<dc:creator>me@lamp.example</dc:creator>"), [{ email: "me@lamp.example" }]],
    [
      "feed.publisher",
      rdf("", "<dc:publisher>w@lamp.example (Lamp Press)</dc:publisher>"),
      { name: "Lamp Press", email: "w@lamp.example" },
    ],
    ["entry.title", rdf("<title>Lit</title>"), "Lit"],
    ["entry.link", rdf("<link>http://lamp.example/1</link>"), "http://lamp.example/1"],
    ["entry.id", rdf("<title>x</title>"), "http://lamp.example/1"],
    ["entry.link", rdf("<title>x</title>"), "http://lamp.example/1"],
    ["entry.summary", rdf("<description>Short</description>"), "Short"],
    ["entry.body.text", rdf("<content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"), "Long"],
    ["entry.published", rdf("<dc:date>2005-11-29</dc:date>"), "2005-11-29T00:00:00.000Z"],
    ["entry.published", rdf("<dcterms:created>2005-11-29</dcterms:created>"), "2005-11-29T00:00:00.000Z"],
    ["entry.authors", rdf("<dc:creator>Ysk</dc:creator>"), [{ name: "Ysk" }]],
    [
      "entry.authors",
      rdf(
        '<dc:creator><foaf:Person xmlns:foaf="http://xmlns.com/foaf/0.1/"><foaf:name>Ysk</foaf:name></foaf:Person></dc:creator>',
      ),
      [{ name: "Ysk" }],
    ],
    ["entry.tags", rdf("<dc:subject>lamps</dc:subject>"), ["lamps"]],
    [
      "feed.title",
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Lamps</title></channel><item><title>x</title></item></r:RDF>',
      "Lamps",
    ],
    [
      "entry.title",
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel/><item><title>Lit</title></item></r:RDF>',
      "Lit",
    ],
    [
      "entry.title",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel/><s:item><s:title>Lit</s:title></s:item></rdf:RDF>',
      "Lit",
    ],
    [
      "entry.title",
      '<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://lamp.example/"><title>Lamps</title><items rdf:parseType="Collection"><item rdf:about="/1"><title>Lit</title></item></items></Channel>',
      "Lit",
    ],
    [
      "feed.title",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><image><title>No</title></image><channel><title>Lamps</title></channel><textinput><title>No</title></textinput></rdf:RDF>',
      "Lamps",
    ],
    [
      "feed.title",
      '<!DOCTYPE rdf:RDF [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent">%HTMLlat1;]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Caf&eacute;</title></channel></rdf:RDF>',
      "Café",
    ],
    [
      "feed.title",
      '<CHANNEL HREF="http://lamp.example/" LASTMOD="2005-11-29T08:15"><TITLE>Lamps</TITLE><ABSTRACT>On light</ABSTRACT></CHANNEL>',
      "Lamps",
    ],
    ["feed.link", '<CHANNEL HREF="http://lamp.example/"><TITLE>Lamps</TITLE></CHANNEL>', "http://lamp.example/"],
    ["feed.subtitle", "<CHANNEL><ABSTRACT>On light</ABSTRACT></CHANNEL>", "On light"],
    ["feed.updated", '<CHANNEL LASTMOD="2005-11-29T08:15"><TITLE>x</TITLE></CHANNEL>', "2005-11-29T08:15:00.000Z"],
    [
      "entry.link",
      '<CHANNEL BASE="http://lamp.example/"><ITEM HREF="1.html" LASTMOD="2005-11-29"><TITLE>Lit</TITLE></ITEM></CHANNEL>',
      "http://lamp.example/1.html",
    ],
    [
      "entry.updated",
      '<CHANNEL><ITEM HREF="1.html" LASTMOD="2005-11-29"><TITLE>Lit</TITLE></ITEM></CHANNEL>',
      "2005-11-29T00:00:00.000Z",
    ],
    [
      "entry.link",
      '<CHANNEL><ITEM><A HREF="http://lamp.example/1"/><TITLE>Lit</TITLE></ITEM></CHANNEL>',
      "http://lamp.example/1",
    ],
    ["entry.summary", "<CHANNEL><ITEM><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>", "Short"],
  ]);
});
