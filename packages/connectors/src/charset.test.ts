import { describe, expect, it } from "vitest";
import { cleanCharacters, decodeText } from "./charset.ts";

const bytes = (text: string, encoding: BufferEncoding = "latin1") => new Uint8Array(Buffer.from(text, encoding));
const declared = (charset: string, body: string) => bytes(`<?xml version="1.0" encoding="${charset}"?><t>${body}</t>`);
const text = (input: Uint8Array, contentType: string | null = null) => decodeText(input, contentType).text;

describe("decoding a document", () => {
  it("believes a byte order mark before any label", () => {
    expect(text(bytes("\xef\xbb\xbf<t>\xc3\xa9</t>"), "text/xml; charset=iso-8859-1")).toBe("<t>é</t>");
    expect(text(bytes("\ufeff<t>é</t>", "utf16le"), "text/xml; charset=utf-8")).toBe("<t>é</t>");
    expect(text(Uint8Array.of(0xfe, 0xff, 0, 0x3c, 0, 0xe9))).toBe("<é");
    expect(text(Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0, 0x4b, 0xf4, 1, 0))).toBe("<\u{1f44b}");
    expect(text(Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c))).toBe("<");
  });
  it("sees 16-bit text without a mark", () => {
    expect(text(bytes("<t>é</t>", "utf16le"))).toBe("<t>é</t>");
    expect(text(bytes("<t>é</t>", "utf16le").reverse())).toBe(">t/<é>t<");
  });
  it("sees 32-bit text without a mark", () => {
    expect(text(Uint8Array.of(0, 0, 0, 0x3c, 0, 0, 0x4f, 0x60))).toBe("<你");
    expect(text(Uint8Array.of(0x3c, 0, 0, 0, 0x60, 0x4f, 0, 0))).toBe("<你");
  });
  it.each([
    ["cp437", "\x82", "é"],
    ["cp949", "\xbe\xc8", "안"],
    ["CP932", "\x93\xfa", "日"],
    ["win1251", "\xcf\xf0\xe8", "При"],
    ["cp1125", "\x8f\xe0\xa8", "При"],
  ])("knows %s, which browsers do not", (charset, body, read) => {
    expect(text(declared(charset, body))).toContain(`<t>${read}</t>`);
    expect(text(bytes(body), `text/xml; charset=${charset}`)).toBe(read);
  });
  it("never reads what is no encoding of text at all", () => {
    for (const label of ["hex", "base64", "utf-32"])
      expect(text(bytes("a+ADw-script+AD4-"), `text/xml; charset=${label}`)).toBe("a+ADw-script+AD4-");
  });
  it.each([
    ["utf-7", "+APwA6Q- a", "üé a"],
    ["hz-gb-2312", "~{VPND~} ~~ a", "中文 ~ a"],
    ["HZ", "~{VPND~}", "中文"],
    ["iso-2022-kr", "\x1b$)C\x0eGQ1[\x0f a", "한글 a"],
    ["iso-2022-jp-2", "\x1b$BF|K\\\x1b(B a", "日本 a"],
    ["shift_jis_2004", "\x93\xfa\x96\x7b", "日本"],
    ["ptcp154", "\xcf\xf0\xe8", "При"],
    ["mac-latin2", "\x8e", "é"],
  ])("knows %s, which browsers gave up", (charset, body, read) => {
    expect(text(declared(charset, body))).toContain(`<t>${read}</t>`);
    expect(text(bytes(body), `text/xml; charset=${charset}`)).toBe(read);
  });
  it.each([
    ["cp037", "4c6fa794934085958396848995877e7f839797f0f3f77f6f6e4ca36e51e0adbd4c61a36e", "é\\Ý¨"],
    ["cp500", "4c6fa794934085958396848995877e7f8397f5f0f07f6f6e4ca36e51e04a5a4c61a36e", "é\\[]"],
    ["cp875", "4c6fa794934085958396848995877e7f8397f8f7f57f6f6e4ca36e8a8b8c4c61a36e", "αβγ"],
  ])("sees that a document is in EBCDIC, and which: %s", (_, hex, read) => {
    expect(text(Uint8Array.from(Buffer.from(hex, "hex")))).toContain(`<t>${read}</t>`);
  });
  it("counts a character beyond the first 65536 once when it weighs whole ones against broken ones", () => {
    expect(decodeText(bytes("\xf0\x9f\x98\x80 \xff "), null).charset).toBe("windows-1252");
    expect(decodeText(bytes("\xf0\x9f\x98\x80 \xff \xc3\xa9 "), null).charset).toBe("utf-8");
  });
  it("believes the HTTP charset before the XML declaration", () => {
    expect(text(declared("shift_jis", "\xf0\xf2"), "text/xml; charset=koi8-r")).toContain("<t>ПР</t>");
  });
  it("believes the XML declaration where HTTP says nothing", () => {
    expect(text(declared("windows-1251", "\xcf\xf0\xe8"), "application/xml")).toContain("<t>При</t>");
    expect(text(declared("Shift_JIS", "\x93\xfa\x96\x7b"))).toContain("<t>日本</t>");
  });
  it("reads UTF-8 as UTF-8 under a Western label that a server adds to everything", () => {
    expect(text(declared("utf-8", "caf\xc3\xa9"), "text/xml; charset=iso-8859-1")).toContain("café");
  });
  it("reads Western bytes under a wrong UTF-8 label", () => {
    expect(decodeText(declared("utf-8", "caf\xe9 \x93x\x94"), "text/xml; charset=utf-8")).toMatchObject({
      charset: "windows-1252",
      text: expect.stringContaining("café “x”"),
    });
  });
  it("keeps UTF-8 where one character was cut in half", () => {
    expect(text(bytes("<t>d\xc3\xa9j\xc3\xa0 vu\xe2\x80</t>"))).toBe("<t>déjà vu\ufffd</t>");
  });
  it("ignores labels that nobody knows and 16-bit labels on 8-bit text", () => {
    expect(text(declared("x-nonsense", "\xc3\xa9"))).toContain("é");
    expect(text(declared("utf-16", "\xc3\xa9"))).toContain("é");
    expect(text(bytes("caf\xe9"), "text/xml; charset=hz-gb-2312")).toBe("café");
  });
});

describe("characters that no text means", () => {
  it("puts numbered windows-1252 characters right and takes control characters out", () => {
    expect(cleanCharacters("it\u0092s\u0000 \u0008fine\ufeff\ud800\n")).toBe("it’s fine\ufffd\n");
  });
});
