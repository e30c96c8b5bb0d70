import { createHash } from "node:crypto";
import { inventName, plain } from "../names.ts";
import { type Random, random } from "../random.ts";
import { prose, threadTitle } from "../text.ts";
import type { TrueSignal } from "../truth.ts";

/** Who a message is from. `key` is what tells its author from others; null where nobody can know them. */
export type Sender = { name: string; address: string; key: string | null };

/** One message of a list or a newsgroup, as its sender's program and the list's software made it. */
export type ListMail = {
  /** The Message-ID without its brackets. */
  id: string;
  /** The one that began its thread. */
  thread: string;
  parent: string | null;
  /** The ids of what it answers, oldest first; a program of the old kind names the last one only. */
  references: string[];
  sender: Sender;
  subject: string;
  body: string;
  /** The instant that its Date names, in Unix seconds; null where that header is no date. */
  sent: number | null;
  /** Minutes east of UTC of its sender's clock. */
  zoneMinutes: number;
  /** When the archive got it, in Unix seconds. */
  arrived: number;
  kind: "question" | "message";
  /** Headers beyond those that every message has. */
  more: string[];
};

const historyBegins = Date.UTC(2025, 9, 1) / 1000;
const hour = 3_600;
const zones = [0, 0, 60, -300, 330, 570, -480];

/** Forty-odd threads of a list from October 2025 to `until`, in the order in which they arrived. */
export function listMail(seed: number, address: string, until: Date): ListMail[] {
  const chance = random(seed, `mail/${address}`);
  const end = until.getTime() / 1000;
  const people = senders(chance);
  const mails: ListMail[] = [];
  for (let number = 0; number < 45; number++) {
    const key = `${seed}/${address}/${number}`;
    const began = historyBegins + Math.floor(chance.float() * (end - historyBegins));
    const thread = [opening(key, began, chance, people, address)];
    const replies = chance.poisson(2.2);
    for (let count = 0; count < replies; count++) thread.push(reply(key, count, chance, people, thread));
    mails.push(...thread);
  }
  mails.push(...oddities(seed, address, chance, people, mails));
  return mails.filter(({ arrived }) => arrived < end).sort((a, b) => a.arrived - b.arrived);
}

/** What a store must hold of a message, on a platform and in a space of it. */
export function trueMail(mail: ListMail, platform: string, space: string): TrueSignal {
  const at = mail.id.lastIndexOf("@");
  return {
    platform,
    kind: mail.kind,
    id: mail.id.slice(0, at) + mail.id.slice(at).toLowerCase(),
    space: `${platform}:${space}`,
    account: mail.sender.key === null ? null : `${platform}:${sha256(mail.sender.key)}`,
    occurredAt: new Date((mail.sent ?? mail.arrived) * 1000).toISOString(),
  };
}

/** "Fri, 09 Jan 2026 15:41:12 +0530" */
export function mailDate(seconds: number, zoneMinutes: number): string {
  const local = new Date((seconds + zoneMinutes * 60) * 1000).toUTCString().replace("GMT", "");
  const minutes = Math.abs(zoneMinutes);
  const offset = String(Math.floor(minutes / 60)).padStart(2, "0") + String(minutes % 60).padStart(2, "0");
  return `${local}${zoneMinutes < 0 ? "-" : "+"}${offset}`;
}

/** "Fri Jan  9 10:11:12 2026", as the line between two messages has it. */
export function envelopeDate(seconds: number): string {
  const [week = "", day = "", month, year, time] = new Date(seconds * 1000).toUTCString().replace(",", "").split(" ");
  return `${week} ${month} ${String(Number(day)).padStart(2, " ")} ${time} ${year}`;
}

/** A header's words as they travel where they are not ASCII (RFC 2047). */
export function encodedWords(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const bytes = [...Buffer.from(text)];
  const safe = (byte: number) => /[A-Za-z0-9]/.test(String.fromCharCode(byte));
  const letters = bytes.map((byte) =>
    byte === 0x20
      ? "_"
      : safe(byte)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return `=?utf-8?q?${letters.join("")}?=`;
}

/** An address as archives write it for people only: "rosa at shells.example". */
export function maskedAddress(address: string): string {
  return address.replace("@", " at ");
}

/** Lines that would begin a message get a mark before them. */
export function escapedFrom(body: string): string {
  return body.replace(/^(>*From )/gm, ">$1");
}

function senders(chance: Random): Sender[] {
  const names = Array.from({ length: 24 }, () => inventName(chance));
  // Two people of one name are two people.
  names.push(names[0] as string);
  return names.map((name, number) => {
    const local = plain(name).toLowerCase().replaceAll(" ", ".");
    const address = `${local}${number}@mail${number % 4}.example`;
    return { name, address, key: address };
  });
}

function opening(key: string, at: number, chance: Random, people: Sender[], address: string): ListMail {
  const id = `CA.${hex(key)}@Mail.Lumen.Example`;
  return {
    id,
    thread: id,
    parent: null,
    references: [],
    sender: chance.pick(people),
    subject: `[${address.split("@")[0]}] ${threadTitle(key)}${chance.chance(0.2) ? " – ¿por qué?" : ""}`,
    body: `${prose(key)}\n\nFrom the beginning: it was so.\n.hidden is a file\n\n-- \nsent from a lantern\n`,
    sent: at,
    zoneMinutes: chance.pick(zones),
    arrived: at + chance.int(1, 90),
    kind: "question",
    more: [],
  };
}

function reply(key: string, count: number, chance: Random, people: Sender[], thread: ListMail[]): ListMail {
  const parent = chance.pick(thread);
  const at = parent.arrived + Math.floor(chance.exponential(20 * hour)) + 60;
  return {
    id: `${hex(`${key}/${count}`)}.reply@mail${count % 3}.example`,
    thread: parent.thread,
    parent: parent.id,
    references: chance.chance(0.7) ? [...parent.references, parent.id] : [],
    sender: chance.pick(people),
    subject: `Re: ${parent.subject.replace(/^Re: /, "")}`,
    body: `On ${mailDate(parent.arrived, 0)}, somebody wrote:\n\n> ${prose(key).slice(0, 60)}\n\n${prose(`${key}/${count}`)}\n`,
    sent: at,
    zoneMinutes: chance.pick(zones),
    // Some wait for a moderator: the month that they are kept in is not the one that they were sent in.
    arrived: at + (chance.chance(0.1) ? chance.int(1, 4) * 24 * hour : chance.int(1, 90)),
    kind: "message",
    more: [],
  };
}

/** What no list is without: programs, wrong clocks, two at one second, authors whom the list hides. */
function oddities(seed: number, list: string, chance: Random, people: Sender[], mails: ListMail[]): ListMail[] {
  const base = mails[0] as ListMail;
  const person = people[3] as Sender;
  const at = (day: string) => Date.parse(`${day}Z`) / 1000;
  const one = (name: string, day: string, changes: Partial<ListMail>): ListMail => {
    const id = `${name}.${seed}@odd.example`;
    const sent = at(day);
    return {
      ...base,
      id,
      thread: id,
      subject: name,
      body: prose(name),
      sent,
      arrived: sent + 5,
      zoneMinutes: 0,
      ...changes,
    };
  };
  const tracker = (name: string): Sender => {
    const address = "jira@lumen.example";
    return { name: `${name} (JIRA)`, address, key: `${address} ${name.toLowerCase()}` };
  };
  const program = (address: string, name: string): Sender => ({ name, address, key: address });
  return [
    one("tie-a", "2025-11-03T08:00:00", {}),
    one("tie-b", "2025-11-03T08:00:00", { sender: person }),
    one("hidden", "2025-11-12T09:30:00", { sender: { name: "Qualm via Users", address: list, key: null } }),
    one("tracked", "2025-12-01T10:00:00", { sender: tracker("Vaelm Thorv") }),
    one("tracked-too", "2026-01-12T10:00:00", { sender: tracker("Brax Ysel") }),
    one("build", "2026-01-05T04:00:00", { sender: program("jenkins@lumen.example", "Lumen Jenkins Server") }),
    one("digest", "2026-01-15T00:00:00", { sender: program(list.replace("@", "-request@"), "users") }),
    one("away", "2026-01-13T12:00:00", {
      subject: "Automatic reply: wicks",
      sender: { ...person, key: `${person.address} automatic` },
      more: ["Auto-Submitted: auto-replied"],
    }),
    one("clock", "2026-01-16T07:00:00", { sent: at("2003-05-05T05:05:05") }),
    one("dateless", "2026-01-17T07:00:00", { sent: null, sender: chance.pick(people) }),
    one("lost", "2026-01-18T07:00:00", {
      subject: "Re: what came before this list",
      parent: "gone@before.example",
      thread: "gone@before.example",
      references: ["gone@before.example"],
      kind: "message",
    }),
    one("midnight", "2025-12-31T23:59:58", { zoneMinutes: -480, sender: person }),
  ];
}

function hex(text: string): string {
  return sha256(text).slice(0, 16);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
