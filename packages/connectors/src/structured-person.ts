import type { Account } from "@groundswell/model";
import { excerpt } from "@groundswell/model";
import { isNode, type StructuredNode, type StructuredValue, textOf, valuesOf } from "./structured-data.ts";

const organisation = /(Organization|Corporation|NGO|Business|CollegeOrUniversity|School|PerformingGroup|MusicGroup)$/;

/** What a schema.org Person or Organization says of its place and employer, and which of the two it is. */
export function statedFacts(node: StructuredNode): Pick<Account, "location" | "company" | "organisation"> {
  const [company] = ["worksFor", "affiliation"].flatMap((property) => valuesOf(node, property).flatMap(nameOf));
  const [location] = ["homeLocation", "address"].flatMap((property) => valuesOf(node, property).flatMap(placeOf));
  const types = node["@type"];
  return {
    location: excerpt(location),
    company: excerpt(company),
    organisation: !types.includes("Person") && types.some((type) => organisation.test(type)),
  };
}

function nameOf(value: StructuredValue): string[] {
  const name = isNode(value) ? textOf(value, "name", "legalName") : value;
  return typeof name === "string" && name.trim() !== "" && !/^https?:/i.test(name) ? [name.trim()] : [];
}

/** A town and a country. A street, or a text with a number in it that may be one, is more than is needed. */
function placeOf(value: StructuredValue): string[] {
  if (!isNode(value)) return nameOf(value).filter((text) => !/\d/.test(text));
  const parts = ["addressLocality", "addressRegion", "addressCountry"].flatMap((property) =>
    valuesOf(value, property).flatMap(nameOf).slice(0, 1),
  );
  if (parts.length > 0) return [parts.join(", ")];
  const inside = valuesOf(value, "address").flatMap(placeOf);
  return inside.length > 0 ? inside : nameOf(value).filter((text) => !/\d/.test(text));
}
