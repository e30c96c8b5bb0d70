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
  it("never reads what hides markup, or is no encoding of text at all", () => {
    for (const label of ["utf-7", "hex", "base64", "utf-32"])
      expect(text(bytes("+ADw-script+AD4-"), `text/xml; charset=${label}`)).toBe("+ADw-script+AD4-");
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
