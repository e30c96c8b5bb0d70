const base64Line = /^[A-Za-z\d+/]*={0,2}\s*$/;

/**
 * Puts right what lists and archives do to a message's body, so that a MIME parser finds what was written. Pure.
 * @param head the Content-* header lines, each with its line end
 * @param body the body, one character a byte
 */
export function repairedBody(head: string, body: string): { head: string; body: string } {
  const type = fieldOf(head, "content-type") ?? "";
  if (/^multipart\//i.test(type)) return withBoundary(head, type, body);
  if (/^base64$/i.test(fieldOf(head, "content-transfer-encoding") ?? "")) return withoutFooter(head, body);
  return { head, body };
}

/** A multipart whose boundary is lost or another one takes that of its first line; where there is none, it is text. */
function withBoundary(head: string, type: string, body: string): { head: string; body: string } {
  const [, quoted, bare] = /boundary\s*=\s*(?:"([^"\r\n]+)"|([^\s;"]+))/i.exec(type) ?? [];
  const stated = (quoted ?? bare ?? "").trimEnd();
  if (stated !== "" && body.includes(`--${stated}`)) return { head, body };
  const written = /^--(\S(?:[^\r\n]{0,69}\S)?)\s*\n(?:[\w-]+:|\s*\n)/m.exec(body)?.[1];
  const rest = withoutFields(head, /^content-(type|transfer-encoding)\s*:/i);
  if (written === undefined) return { head: `Content-Type: text/plain\n${rest}`, body };
  return { head: `Content-Type: multipart/mixed; boundary="${written}"\n${rest}`, body };
}

/** Lists write their footer below base64 as it is; some label as base64 what is none. */
function withoutFooter(head: string, body: string): { head: string; body: string } {
  const lines = body.split("\n");
  const end = lines.findIndex((line) => !base64Line.test(line) && line.trim() !== "");
  if (end < 0) return { head, body };
  const encoded = lines.slice(0, end).join("\n");
  if (encoded.trim() === "") return { head: withoutFields(head, /^content-transfer-encoding\s*:/i), body };
  return { head, body: encoded };
}

function fieldOf(head: string, name: string): string | null {
  const line = head.split("\n").find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? null;
}

function withoutFields(head: string, field: RegExp): string {
  return head
    .split("\n")
    .filter((line) => !field.test(line))
    .join("\n");
}
