import type { Account } from "@groundswell/model";
import { expect, it } from "vitest";
import { mailAccount } from "./mail-author.ts";

const platform = "lists.example.org";
const tracker = "jira@tracker.example";

/** The account of a message with these headers. */
function author(headers: Record<string, string>): Account | null {
  const fields = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return mailAccount({ headers: fields, text: "" }, platform, []);
}
const from = (value: string, more: Record<string, string> = {}) => author({ from: value, ...more });

it("a tracker that writes for many people is each of them, by the name it gives, and links none by its address", () => {
  const ilse = from(`"Ilse Prins (JIRA)" <${tracker}>`);
  const ivo = from(`"Ivo Maas (JIRA)" <${tracker}>`);
  expect(ilse).toMatchObject({ name: "Ilse Prins", bot: false, emailHash: null });
  expect(ivo?.id).not.toBe(ilse?.id);
  for (const same of [
    `"Ilse Prins (Jira)" <${tracker}>`,
    `"Ilse Prins (Commented) (JIRA)" <${tracker}>`,
    "jira at tracker.example (Ilse Prins (JIRA))",
    `Ilse Prins <${tracker}>`,
  ])
    expect(from(same)?.id, same).toBe(ilse?.id);
});

it("what a tracker marks as automatic is its person's all the same", () => {
  expect(from(`"Ilse Prins (JIRA)" <${tracker}>`, { "auto-submitted": "auto-generated" })).toMatchObject({
    name: "Ilse Prins",
    bot: false,
  });
});

it.each([
  ['"ASF GitHub Bot (JIRA)" <jira@tracker.example>'],
  ['"Hudson (JIRA)" <jira@tracker.example>'],
  ["GitBox <git@code.example>"],
  ["bugzilla@tracker.example"],
  ['"renovate[bot]" <notifications@github.example>'],
  ["Build Server <jenkins@builds.example>"],
  ["buildbot@code.example"],
  ["Mail Delivery System <MAILER-DAEMON@mail.example>"],
  ["users-request@lists.example.org"],
  ["root@box.example"],
])("%s is a program", (value) => {
  expect(from(value)).toMatchObject({ bot: true });
});

it.each([
  ["Nora Eply <nora@noreply.example>"],
  ["Bot Ross <ross@shells.example>"],
  ["Jenkins Karl <karl@shells.example>"],
  ["Gita Hub <gita@shells.example>"],
])("%s is a person", (value) => {
  expect(from(value)).toMatchObject({ bot: false, emailHash: expect.any(String) });
});

it("a login that the message names is the key, whatever the name beside it", () => {
  const first = from("Ilse Prins <notifications@github.example>", { "x-github-sender": "ilse" });
  const renamed = from("Ilse P. <notifications@github.example>", { "x-github-sender": "Ilse" });
  expect(first).toMatchObject({ handle: "ilse", name: "Ilse Prins", emailHash: null });
  expect(renamed?.id).toBe(first?.id);
  expect(from('"Ilse Prins (@ilse)" <gitlab@code.example>')).toMatchObject({ handle: "ilse", name: "Ilse Prins" });
});

it("a person whose own address the message states is that person", () => {
  const stated = from("bugzilla-daemon@tracker.example", { "x-bugzilla-who": "Ilse@shells.example" });
  expect(stated?.id).toBe(from("Ilse <ilse@shells.example>")?.id);
});

it("an answer that a program gave in somebody's place is not theirs, and makes no bot of them", () => {
  const ilse = from("Ilse <ilse@shells.example>");
  for (const headers of [
    { "auto-submitted": "auto-replied (vacation)" },
    { precedence: "auto_reply" },
    { "x-autoreply": "yes" },
    { subject: "Automatic reply: wicks" },
    { subject: "=?utf-8?Q?R=C3=A9ponse_automatique_:_m=C3=A8ches?=" },
    { "content-type": "multipart/report; report-type=disposition-notification; boundary=x" },
  ]) {
    const automatic = from("Ilse <ilse@shells.example>", headers);
    expect(automatic, JSON.stringify(headers)).toMatchObject({ bot: true, emailHash: null });
    expect(automatic?.id).not.toBe(ilse?.id);
  }
  expect(ilse?.bot).toBe(false);
});

it("what every list sets on everything says nothing of who wrote", () => {
  const plain = from("Ilse <ilse@shells.example>");
  for (const headers of [{ precedence: "bulk" }, { precedence: "list" }, { "auto-submitted": "no" }])
    expect(from("Ilse <ilse@shells.example>", headers)).toEqual(plain);
});
