import { languageOf, languageTag, loadDetector, regionOf } from "@groundswell/identity";
import {
  type LanguageCount,
  newestTextsOf,
  newPlaces,
  newWriters,
  noteLinkedFrom,
  type Store,
  saveLanguages,
  saveRegions,
  undetermined,
  type WrittenText,
  whileLinking,
} from "@groundswell/store";
import { loadAtlas } from "./load-atlas.ts";

// Both hold tens of megabytes, so they are read when the first place or text needs them, once in a process.
let atlas: ReturnType<typeof loadAtlas> | null = null;
let detector: ReturnType<typeof loadDetector> | null = null;
/** Twenty texts of each are held at once. */
const accountsAtOnce = 2_000;

/** Says of which country accounts are and in what languages they write, where they have named a place or written since the last time. */
export async function derivePlaces(store: Store): Promise<void> {
  await whileLinking(store, async (client) => {
    const places = await newPlaces(client);
    if (places.length > 0) {
      atlas ??= loadAtlas();
      const known = await atlas;
      await saveRegions(
        client,
        places.map((place) => ({ place, region: regionOf(place, known) })),
      );
    }
    const { accounts, readTo } = await newWriters(client);
    for (let at = 0; at < accounts.length; at += accountsAtOnce) {
      const texts = await newestTextsOf(client, accounts.slice(at, at + accountsAtOnce));
      await saveLanguages(client, await countLanguages(texts));
    }
    await noteLinkedFrom(client, "texts", readTo);
  });
}

async function countLanguages(texts: readonly WrittenText[]): Promise<LanguageCount[]> {
  detector ??= loadDetector();
  const detect = await detector;
  const counts = new Map<string, LanguageCount>();
  for (const { account, text, language: said, at } of texts) {
    const language = languageTag(said) ?? languageOf(text, detect) ?? undetermined;
    const key = `${account} ${language}`;
    const known = counts.get(key);
    counts.set(key, {
      ...{ account, language, texts: (known?.texts ?? 0) + 1 },
      at: known && known.at > at ? known.at : at,
    });
  }
  return [...counts.values()];
}
