import iconv from "iconv-lite";
import { describe, it } from "vitest";
import { type FeedCase, holds } from "../test/feed-cases.ts";

const check = (cases: FeedCase[]) => it.each(cases)("%s, case %#", (...one) => holds(one));
const written = (title: string, declared: string | null) =>
  `<?xml version="1.0"${declared === null ? "" : ` encoding="${declared}"`}?><rss version="2.0"><channel><title>${title}</title></channel></rss>`;
const inIt = (encoding: string, title: string, declared: string | null = encoding, addBOM = false) =>
  new Uint8Array(iconv.encode(written(title, declared), encoding, { addBOM }));
const typed = (type: string) => ({ "content-type": type });

describe("the encoding of a feed", () => {
  check([
    ["feed.title", inIt("utf-8", "Café 日本", null), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", "utf-8", true), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", "iso-8859-1", true), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", "us-ascii"), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", "iso-8859-1"), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", "no-such-set"), "Café 日本"],
    ["feed.title", inIt("utf-8", "Café 日本", ""), "Café 日本"],
    ["feed.title", inIt("windows-1252", "Café “on”", "utf-8"), "Café “on”"],
    ["feed.title", inIt("windows-1252", "Café “on”", "iso-8859-1"), "Café “on”"],
    ["feed.title", inIt("windows-1252", "Café “on”", null), "Café “on”"],
    ["feed.title", inIt("iso-8859-15", "Café 5 €"), "Café 5 €"],
    ["feed.title", inIt("iso-8859-2", "Żółw"), "Żółw"],
    ["feed.title", inIt("windows-1251", "Лампа"), "Лампа"],
    ["feed.title", inIt("koi8-r", "Лампа"), "Лампа"],
    ["feed.title", inIt("iso-8859-7", "Λάμπα"), "Λάμπα"],
    ["feed.title", inIt("windows-1255", "מנורה"), "מנורה"],
    ["feed.title", inIt("windows-1256", "مصباح"), "مصباح"],
    ["feed.title", inIt("tis-620", "โคมไฟ"), "โคมไฟ"],
    ["feed.title", inIt("shift_jis", "ランプ"), "ランプ"],
    ["feed.title", inIt("euc-jp", "ランプ"), "ランプ"],
    ["feed.title", inIt("gb2312", "灯笼"), "灯笼"],
    ["feed.title", inIt("gb18030", "灯笼"), "灯笼"],
    ["feed.title", inIt("big5", "燈籠"), "燈籠"],
    ["feed.title", inIt("euc-kr", "등불"), "등불"],
    ["feed.title", inIt("cp437", "Café"), "Café"],
    ["feed.title", inIt("mac-roman", "Café"), "Café"],
    ["feed.title", inIt("utf-7", "Café"), "Café"],
    ["feed.title", inIt("utf-16le", "Café 日本", "utf-16", true), "Café 日本"],
    ["feed.title", inIt("utf-16be", "Café 日本", "utf-16", true), "Café 日本"],
    ["feed.title", inIt("utf-16le", "Café 日本", "utf-16"), "Café 日本"],
    ["feed.title", inIt("utf-16be", "Café 日本", "utf-16"), "Café 日本"],
    ["feed.title", inIt("utf-16le", "Café 日本", "iso-8859-1", true), "Café 日本"],
    ["feed.title", inIt("utf-32le", "Café 日本", "utf-32", true), "Café 日本"],
    ["feed.title", inIt("utf-32be", "Café 日本", "utf-32", true), "Café 日本"],
    ["feed.title", inIt("utf-32le", "Café 日本", "utf-32"), "Café 日本"],
    ["feed.title", inIt("utf-32be", "Café 日本", "utf-32"), "Café 日本"],
    ["feed.title", inIt("koi8-r", "Лампа", null), "Лампа", typed("text/xml; charset=koi8-r")],
    ["feed.title", inIt("koi8-r", "Лампа", "utf-8"), "Лампа", typed("application/xml; charset=koi8-r")],
    ["feed.title", inIt("koi8-r", "Лампа", "koi8-r"), "Лампа", typed("application/rss+xml")],
    ["feed.title", inIt("koi8-r", "Лампа", "koi8-r"), "Лампа", typed("text/xml; charset=utf-8")],
    ["feed.title", inIt("utf-8", "Café", null), "Café", typed('text/xml; charset="UTF-8"')],
    ["feed.title", inIt("utf-8", "Café", null), "Café", typed("text/xml;charset='utf-8'; x=y")],
    ["feed.title", inIt("utf-8", "Café", null), "Café", typed("text/plain")],
    ["feed.title", inIt("utf-8", "Café", null), "Café", typed("nonsense")],
    ["feed.title", inIt("utf-8", "Café", "utf-16"), "Café"],
    ["feed.title", Buffer.concat([Buffer.from("\ufeff\ufeff"), inIt("utf-8", "Café")]), "Café"],
    ["feed.title", Buffer.from(written("Café", "utf-8").replaceAll('"', "'")), "Café"],
    ["feed.title", Buffer.concat([Buffer.from("  \n"), inIt("koi8-r", "Лампа")]), "Лампа"],
    ["feed.title", Buffer.concat([Buffer.from("<!-- x -->\n"), inIt("koi8-r", "Лампа")]), "Лампа"],
  ]);
});
