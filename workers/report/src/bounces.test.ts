import { describe, expect, test } from "vitest";
import { readBounce } from "./bounces.ts";

type Parts = {
  id?: string;
  action?: string;
  status?: string;
  recipient?: string;
  more?: string;
  returned?: string;
  type?: string;
};

function notice({
  id = "<12.34@g.example>",
  action = "failed",
  status = "5.1.1",
  recipient = "Final-Recipient: rfc822; Ada@Corp.Example",
  more = "Diagnostic-Code: smtp; 550 5.1.1 no such\r\n  mailbox here",
  returned = "text/rfc822-headers",
  type = "message/delivery-status",
}: Parts = {}): Uint8Array {
  const lines = [
    "From: MAILER-DAEMON@mx.example",
    "To: reports@g.example",
    "Subject: Undelivered Mail Returned to Sender",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "MIME-Version: 1.0",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Your mail was not delivered to <99.99@elsewhere.example>.",
    "--b",
    `Content-Type: ${type}`,
    "",
    "Reporting-MTA: dns; mx.example",
    "",
    recipient,
    `Action: ${action}`,
    `Status: ${status}`,
    more,
    "",
    "--b",
    `Content-Type: ${returned}`,
    "",
    "From: reports@g.example",
    "Subject: A report",
    `Message-ID:\r\n ${id}`,
    "",
    "Message-ID: <77.77@g.example> is said in the text of it",
    "--b--",
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}

describe("a notice that a mail did not arrive", () => {
  test("says which mail by the headers that came back, which address, and what its server said", async () => {
    const read = {
      messageKey: "12.34",
      recipient: "ada@corp.example",
      status: "5.1.1",
      text: "550 5.1.1 no such mailbox here",
    };
    expect(await readBounce(notice())).toEqual(read);
    expect(await readBounce(notice({ returned: "message/rfc822" }))).toEqual(read);
  });

  test("knows a digest, and a failure after many tries", async () => {
    const id = "<12.digest.2026-03-29@g.example>";
    expect(await readBounce(notice({ id, action: "Failed", status: "4.4.1" }))).toMatchObject({
      messageKey: "12.digest.2026-03-29",
      status: "4.4.1",
    });
  });

  test.each([
    ["is late", { action: "delayed", status: "4.4.1" }],
    ["was handed on", { action: "relayed", status: "2.1.5" }],
    ["arrived", { action: "delivered", status: "2.0.0" }],
  ])("is none where the mail %s", async (_, parts) => {
    expect(await readBounce(notice(parts))).toBeNull();
  });

  test("is about the address that was written to, where a forward has another", async () => {
    const recipient = "Original-Recipient: rfc822;ada@corp.example\r\nFinal-Recipient: rfc822;ada@elsewhere.example";
    expect(await readBounce(notice({ recipient }))).toMatchObject({ recipient: "ada@corp.example" });
  });

  test("is none without a report, a status, an address or a mail of ours", async () => {
    for (const parts of [
      { type: "text/plain" },
      { status: "none" },
      { recipient: "Final-Recipient: nobody" },
      { id: "<abc@elsewhere.example>" },
      { returned: "application/octet-stream" },
    ])
      expect(await readBounce(notice(parts)), JSON.stringify(parts)).toBeNull();
    expect(await readBounce(new Uint8Array([0, 255, 10, 13]))).toBeNull();
    expect(await readBounce(new TextEncoder().encode("From: a@b.example\r\n\r\nHello"))).toBeNull();
  });

  test("keeps what a server said in one line without what turns text around", async () => {
    const more = "Diagnostic-Code: smtp; 550 \u202Eevil\u0000 words";
    expect((await readBounce(notice({ more })))?.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
