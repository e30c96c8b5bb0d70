/** Characters of the bytes 0x40 to 0xff in code page 37; those below are controls, of which text has line ends and tabs. */
const latin =
  " \u00a0âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"" +
  "Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×" +
  "{ABCDEFGHI\u00adôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\ufffd";

const greek =
  " ΑΒΓΔΕΖΗΘΙ[.<(+!&ΚΛΜΝΞΟΠΡΣ]$*);^-/ΤΥΦΧΨΩΪΫ|,%_>?¨ΆΈΉ\u00a0ΊΌΎΏ`:#@'=\"" +
  "΅abcdefghiαβγδεζ°jklmnopqrηθικλμ´~stuvwxyzνξοπρσ£άέήϊίόύϋώςτυφχψ" +
  "{ABCDEFGHI\u00adωΐΰ‘―}JKLMNOPQR±½\ufffd·’¦\\\ufffdSTUVWXYZ²§\ufffd\ufffd«¬0123456789³©\ufffd\ufffd»\ufffd";

const hebrew =
  " אבגדהוזחט¢.<(+|&יךכלםמןנס!$*);¬-/עףפץצקרש¦,%_>?\ufffdת\ufffd\ufffd\u00a0\ufffd\ufffd\ufffd‗`:#@'=\"" +
  "\ufffdabcdefghi«»\ufffd\ufffd\ufffd±°jklmnopqr\ufffd\ufffd\ufffd¸\ufffd¤µ~stuvwxyz\ufffd\ufffd\ufffd\ufffd\ufffd®^£¥·©§¶¼½¾[]¯¨´×" +
  "{ABCDEFGHI\u00ad\ufffd\ufffd\ufffd\ufffd\ufffd}JKLMNOPQR¹\ufffd\ufffd\ufffd\ufffd\ufffd\\÷STUVWXYZ²\ufffd\ufffd\ufffd\ufffd\ufffd0123456789³\ufffd\ufffd\ufffd\ufffd\ufffd";

/** Code pages that are code page 37 but for some bytes: each in hexadecimal, with its character. */
const differences: Record<string, string> = {
  "037": "",
  "273": "43{4aÄ4f!59~5aÜ5f^63[6aö7c§a1ßb0¢b5@ba¬bb|bc‾c0äcc¦d0üdc}e0Öec\\fc]",
  "500": "4a[4f!5a]5f^b0¢ba¬bb|",
  "1026": '48{4aÇ4f!5aĞ5bİ5f^68[6aş79ı7bÖ7cŞ7fÜ8c}8d`8e¦a1öac]ad$ae@b0¢ba¬bb|c0çcc~d0ğdc\\e0üec#fc"',
  "1140": "9f€",
};
const others: Record<string, string> = { "424": hebrew, "875": greek };

/** Whether an XML document is in some EBCDIC code page: `<?xm` in all of them. */
export function isEbcdic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x4c && bytes[1] === 0x6f && bytes[2] === 0xa7 && bytes[3] === 0x94;
}

/**
 * Decodes EBCDIC, in which IBM's machines still write. Node has no decoder for it.
 * @param label the declared name, such as `cp037`, `IBM500` or `ebcdic-cp-us`; one that is not known is code page 37
 */
export function decodeEbcdic(bytes: Uint8Array, label: string | null): string {
  const table = characters(/(\d{2,4})$/.exec(label ?? "")?.[1]?.padStart(3, "0") ?? "037");
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(Array.from(bytes.subarray(at, at + 8192), (byte) => table[byte]).join(""));
  return parts.join("");
}

function characters(page: string): string[] {
  const above = [...(others[page] ?? latin)];
  for (const [, byte = "", character = ""] of (differences[page] ?? "").matchAll(/([\da-f]{2})(.)/gu))
    above[Number.parseInt(byte, 16) - 0x40] = character;
  const controls = Array.from({ length: 0x40 }, () => "\ufffd");
  controls[0x05] = "\t";
  controls[0x0d] = "\r";
  // NEL and LF both end a line.
  controls[0x15] = "\n";
  controls[0x25] = "\n";
  return [...controls, ...above];
}
