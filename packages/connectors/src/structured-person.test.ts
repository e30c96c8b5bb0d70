import { expect, test } from "vitest";
import { readStructuredData } from "./structured-data.ts";
import { statedFacts } from "./structured-person.ts";

function facts(described: object) {
  const html = `<script type="application/ld+json">${JSON.stringify({ "@type": "Person", ...described })}</script>`;
  const [node] = readStructuredData(html, "https://shells.example/");
  return node && statedFacts(node);
}

test.each([
  ["a place", { homeLocation: { "@type": "Place", name: "Utrecht" } }, "Utrecht"],
  ["a word", { address: "Utrecht, Netherlands" }, "Utrecht, Netherlands"],
  [
    "an address without its street",
    { address: { streetAddress: "Rope Lane 4", addressLocality: "Utrecht", addressCountry: { name: "Netherlands" } } },
    "Utrecht, Netherlands",
  ],
  ["the address of a place", { homeLocation: { address: { addressCountry: "NL" } } }, "NL"],
  ["a street alone", { address: { streetAddress: "Rope Lane 4" } }, null],
  ["a street in a text", { address: "Rope Lane 4, Utrecht" }, null],
])("somebody is where they say: %s", (_, described, location) => {
  expect(facts(described)?.location).toBe(location);
});

test.each([
  [{ worksFor: { "@type": "Organization", name: "Contoso" } }, "Contoso"],
  [{ affiliation: ["Contoso", "Fabrikam"] }, "Contoso"],
  [{ worksFor: "https://contoso.example/" }, null],
  [{ worksFor: { "@type": "Organization", url: "https://contoso.example/" } }, null],
  [{}, null],
])("somebody works for whom they say: %j", (described, company) => {
  expect(facts(described)?.company).toBe(company);
});

test.each([
  ["Organization", true],
  ["Corporation", true],
  ["EducationalOrganization", true],
  ["Person", false],
  [["Person", "Organization"], false],
  ["Thing", false],
])("what is a %s is an organisation: %s", (type, organisation) => {
  expect(facts({ "@type": type })?.organisation).toBe(organisation);
});
