import { type Atlas, regionOf } from "@groundswell/identity";
import { countryCodes } from "@groundswell/model";
import isoCountries from "i18n-iso-countries";
import { beforeAll, expect, test } from "vitest";
import { loadAtlas } from "./load-atlas.ts";

let atlas: Atlas;
beforeAll(async () => {
  atlas = await loadAtlas();
});

test.each<[region: string | null, places: string]>([
  [
    "DE",
    "Berlin; München; Munich; Berlin, DE; Berlin, Germany; Deutschland; Bayern; 10115 Berlin; Berlin Germany; Remote (Germany); 🇩🇪; Kiel 🇩🇪; Germany 🇩🇪",
  ],
  [
    "US",
    "Wilmington, DE; San Francisco, CA; Paris, TX; Paris, Texas; Cambridge, MA; Atlanta, Georgia; Athens, GA; Vancouver, WA; Austin TX",
  ],
  [
    "US",
    "USA; U.S.A.; US; NYC; New York; New York, NY; Washington, D.C.; Washington DC; San Francisco Bay Area; California; Nowheretown, Ohio",
  ],
  ["CA", "Toronto, CA; Toronto, ON; London, Ontario; Vancouver, BC; Montréal, Québec; Ottawa, Canada; Ontario"],
  ["AU", "Perth; Perth, WA; Sydney NSW; Victoria, Australia"],
  ["GB", "London; London, UK; Cambridge, England; Edinburgh, Scotland; Greater London Area; Northern Ireland"],
  ["FR", "Paris; Paris, France; Lyon; Frankreich; Berlin, France"],
  ["GE", "Tbilisi, Georgia"],
  ["IN", "Bangalore; Bengaluru, India; Hyderabad, India; Kerala"],
  ["JP", "東京; 日本; Tokyo, Japan"],
  ["RU", "Москва; Россия; Moscow"],
  ["BR", "São Paulo, Brasil; Sao Paulo - Brazil; Brasil"],
  ["LB", "Lebanon"],
  ["MX", "Mexico City; Mexico"],
  ["NL", "The Netherlands; Utrecht, NL; Holland"],
  // Nowhere, or anywhere.
  [
    null,
    "Earth; Planet Earth; Remote; the cloud; 127.0.0.1; localhost; /dev/null; Internet; Home; Moon; Mars; Hell; here; Nowhere; UTC+1",
  ],
  [
    null,
    "Europe; EU; Asia; Worldwide; Somewhere over the rainbow; in front of my computer; Your computer; null; 🌍; 42; -; ",
  ],
  // Two countries, or one of several.
  [null, "Cambridge; Georgia; Birmingham; Berlin / London; Germany and Switzerland; 🇺🇸🇨🇦; CA; IT; Hyderabad"],
])("%s: %s", (region, places) => {
  const list = places.split(";").map((place) => place.trim());
  expect(Object.fromEntries(list.map((place) => [place, regionOf(place, atlas)]))).toEqual(
    Object.fromEntries(list.map((place) => [place, region])),
  );
});

test("the countries that may be granted are those that places are read with", () => {
  expect([...countryCodes].sort()).toEqual(Object.keys(isoCountries.getAlpha2Codes()).sort());
});
