import { expect, it } from "vitest";
import { parseMail } from "./mail-parse.ts";
import { ownWords } from "./mail-text.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** One's own words in a message with these Content headers and this body. */
async function words(head: string[], body: string | Buffer): Promise<string> {
  const bytes = Buffer.concat([
    Buffer.from(`Subject: x\n${head.map((line) => `${line}\n`).join("")}\n`),
    Buffer.from(body),
  ]);
  return ownWords((await parseMail(bytes)).text).replace(/\s+/g, " ");
}
const encoded = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"];
const mixed = ['Content-Type: multipart/mixed; boundary="outer"'];

it("a footer that a list put below base64 does not spoil it", async () => {
  const footer = "\n_______________________________________________\nUsers mailing list\n";
  expect(await words(encoded, base64("Grüße an alle\n> zitiert\nEnde") + footer)).toBe("Grüße an alle Ende");
  expect(await words(encoded, (base64("Grüße") + footer).replaceAll("\n", "\r\n"))).toBe("Grüße");
});

it("what is labelled base64 and is none is read as it is", async () => {
  expect(await words(["Content-Transfer-Encoding: base64"], "This is not base64, at all.\n")).toBe(
    "This is not base64, at all.",
  );
});

it("parts in parts are read in their own encodings, without attachments", async () => {
  const inner = `--inner\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64("Café")}\n--inner\nContent-Type: text/html\n\n<p>HTML</p>\n--inner--\n`;
  const body = `before\n--outer\nContent-Type: multipart/alternative; boundary="inner"\n\n${inner}--outer\nContent-Type: text/x-patch; name="x.patch"\nContent-Disposition: attachment\n\ndiff\n--outer--\n`;
  expect(await words(mixed, body)).toBe("Café");
});

it("a boundary that is lost, wrong or never closed does not hide the words", async () => {
  const part = (boundary: string, end = `--${boundary}--\n`) =>
    `--${boundary}\nContent-Type: text/plain\n\nmy words\n${end}`;
  expect(await words(mixed, part("outer", ""))).toBe("my words");
  expect(await words(mixed, part("other"))).toBe("my words");
  expect(await words(["Content-Type: multipart/mixed"], part("other"))).toBe("my words");
  expect(await words(["Content-Type: multipart/mixed"], "my words\n")).toBe("my words");
});

it("messages inside a message are somebody else's", async () => {
  const forwarded =
    "--outer\nContent-Type: text/plain\n\nsee below\n--outer\nContent-Type: message/rfc822\n\nFrom: b@x.example\nSubject: one\n\nfirst\n--outer--\n";
  expect(await words(mixed, forwarded)).toBe("see below");
  const digest =
    "--outer\n\nFrom: b@x.example\nSubject: one\n\nfirst\n--outer\n\nFrom: c@x.example\nSubject: two\n\nsecond\n--outer--\n";
  expect(await words(['Content-Type: multipart/digest; boundary="outer"'], digest)).toBe("");
});

it("a message in HTML loses what it answers, with the line above that, and keeps its own lines", async () => {
  const head = ["Content-Type: text/html; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable"];
  const quoted =
    "<html><head><style>p {x:y}</style></head><body><p>Caf=E9 &amp; &#8364;</p><div><div>On Monday Bob wrote:</div><blockquote>old</blockquote></div></body></html>";
  expect(await words(head, quoted)).toBe("Café & €");
  expect(await words(head, '<div>Yes</div><div id=3D"divRplyFwdMsg">From: Bob<br>Sent: x</div><p>old</p>')).toBe("Yes");
  expect(await words(head, "<p>One he wrote</p>")).toBe("One he wrote");
});

it.each([
  ["shift_jis", Buffer.from([0x82, 0xb1, 0x82, 0xf1]), "こん"],
  ["gb2312", Buffer.from("你好，大家好"), "你好，大家好"],
  ["gb2312", Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), "你好"],
  ["utf-16le", Buffer.from("héllo", "utf16le"), "héllo"],
  ["utf-7", Buffer.from("Hi +AOk-"), "Hi é"],
  ["_iso-2022-jp$ESC", Buffer.from([0x63, 0xe9]), "cé"],
  ['3D"utf-8"', Buffer.from("é"), "é"],
  ["", Buffer.from([0x61, 0x00, 0x62]), "ab"],
])("text labelled %s is what its bytes are", async (label, bytes, text) => {
  expect(await words([`Content-Type: text/plain; charset=${label}`], bytes)).toBe(text);
});

it.each([
  ["Outlook's head", "Yes.\n\nFrom: Bob [mailto:bob@x.example]\nSent: Monday\nTo: users@x\nSubject: RE: s\n\nHow?\n"],
  ["Outlook's line", "Yes.\n________________________________\nFrom: Bob\nSent: x\n\nHow?\n"],
  ["German Outlook", "Yes.\n\nVon: Bob\nGesendet: Montag\nAn: users\n\nWie?\n"],
  [
    "an unsubscribe footer",
    "Yes.\n\n---------------------------------------\nTo unsubscribe, e-mail: x\nFor help: y\n",
  ],
  ["an old attachment", "Yes.\n\nbegin 644 x.bin\nM1234\n`\nend\n"],
  ["initials", "IP> How?\nIP>> Why?\nYes.\n"],
])("%s ends one's own words or is none of them", async (_, body) => {
  expect(await words([], body)).toBe("Yes.");
});

it("prompts and tables are one's own", async () => {
  expect(await words([], "PS> Get-Item x\n| a | b |\n| 1 | 2 |\n| quoted\n")).toBe(
    "PS> Get-Item x | a | b | | 1 | 2 |",
  );
});

it("of a message of more lines than anybody writes the first are read, so that no reading takes seconds", async () => {
  const behind = (lines: number) =>
    `--outer\nContent-Type: text/plain\n\nfirst words\n${"\n".repeat(lines)}last words\n--outer--\n`;
  expect(await words(mixed, behind(5_000))).toBe("first words last words");
  expect(await words(mixed, behind(50_000))).toBe("first words");
});
