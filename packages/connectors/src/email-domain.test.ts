import { expect, test } from "vitest";
import { emailDomain } from "./email-domain.ts";

test.each([
  ["Ilse.Vann@Shells.Example", "shells.example"],
  [" rosa@mail.contoso.com. ", "mail.contoso.com"],
  ["jörg@bücher.example", "bücher.example"],
  ["ro...@contoso.com", "contoso.com"],
])("%s is written from %s", (address, domain) => {
  expect(emailDomain(address)).toBe(domain);
});

test.each([
  "583231+ilsev@users.noreply.github.com",
  "77-rosa@users.noreply.gitlab.com",
  "rosa@noreply.forge.example",
  "ilse@localhost",
  "ilse@laptop.local",
  "ilse@shells.invalid",
  "ilse@example.com",
  "ilse@con...",
  "ilse@192.168.0.1",
  "ilse@(none)",
  "ilse",
  "",
  null,
])("%s says nothing of an employer", (address) => {
  expect(emailDomain(address)).toBeNull();
});
