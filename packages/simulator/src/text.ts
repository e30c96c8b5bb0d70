import { encodeXML } from "entities";
import { hash } from "./random.ts";
import type { World } from "./world.ts";

const topics = [
  "glow blocks",
  "a beam pipeline",
  "shadow imports",
  "typed lanterns",
  "the prism loader",
  "a frozen map",
  "wick modules",
  "`List<T>` & ranges",
  'the "dim" operator',
  "lazy flares",
  "an ember cache",
  "signed bundles",
];
const verbs = ["read", "flatten", "test", "cancel", "retry", "import", "sort", "serialise", "trace", "mock", "split"];
const places = ["in a loop", "without a copy", "on a headless runner", "from C", "under load", "inside a lambda"];
const faults = ["hangs", "returns nil", "loses its order", "leaks a handle", "is 10x slower", "throws E-417"];
const sentences = [
  "The run stops after the third beam and prints nothing.",
  "I expected the second flare to see the first one's state.",
  "Wrap the call in a prism and pass the limit by name.",
  "It worked until the loader began to cache wicks.",
  "The cause is the dim operator: it binds later than it reads.",
  "Here is the smallest script that shows it.",
  "Close the lantern before you ask for its length.",
  "Both forms give the same bytes, the second one in a tenth of the time.",
];
const postTitles: Record<string, ((topic: string) => string)[]> = {
  en: [(t) => `What I learned about ${t}`, (t) => `${t}: a field guide`, (t) => `Ten minutes with ${t} & Lumen`],
  fr: [(t) => `Découvrir ${t} — l’essentiel`, (t) => `Où va ${t} ? Les clés`],
  de: [(t) => `Über ${t}: was wirklich zählt`, (t) => `Häufige Fehler mit ${t}`],
  es: [(t) => `Cómo usar ${t} sin dolor`, (t) => `Guía rápida: ${t}`],
};

const choose = <T>(items: readonly T[], key: string) => items[hash(key) % items.length] as T;

/** The title of the question or issue of that key; the same key gives the same title. */
export function threadTitle(key: string): string {
  const topic = choose(topics, `${key}/topic`);
  if (hash(`${key}/form`) % 3 === 0) return `Why does ${topic} break when it ${choose(faults, `${key}/fault`)}?`;
  return `How to ${choose(verbs, `${key}/verb`)} ${topic} ${choose(places, `${key}/place`)} in Lumen`;
}

/** The title of the post of that key, in the blog's language. */
export function postTitle(key: string, language: string): string {
  const forms = postTitles[language] ?? postTitles.en ?? [];
  return choose(forms, `${key}/form`)(choose(topics, `${key}/topic`));
}

/** Two to five plain sentences for the item of that key. */
export function prose(key: string): string {
  const count = 2 + (hash(`${key}/length`) % 4);
  return Array.from({ length: count }, (_, i) => choose(sentences, `${key}/${i}`)).join(" ");
}

/** The same as HTML, with a line of code in it. */
export function proseHtml(key: string): string {
  return `<p>${prose(key)}</p>\n${codeHtml(key)}`;
}

function codeHtml(key: string): string {
  return `<pre><code>use wick &quot;prism&quot;\nglow(${hash(key) % 97}) |&gt; beam</code></pre>`;
}

const anchors = ["this write-up", "where they helped me", "the long answer", "what we settled on", "that thread"];

/** The addresses that the text of an item points at, in order. */
export function linksOf(world: World, platform: string, id: number | string): string[] {
  return world.links.get(`${platform}/${id}`) ?? [];
}

/** The text of an item as its reader sees it: what is behind a word that can be clicked is not shown. */
export function shownText(world: World, platform: string, id: number | string): string {
  return written(world, platform, id, (address, words) => words ?? address);
}

/** The text of an item in Markdown: links by name, in angle brackets, or bare with the full stop of the sentence behind them. */
export function markdown(world: World, platform: string, id: number | string): string {
  return written(world, platform, id, (address, words) => {
    if (words !== null) return `[${words}](${address})`;
    return hash(address) % 2 === 0 ? `<${address}>` : address;
  });
}

/** The text of an item as HTML, with its links and a line of code in it. */
export function html(world: World, platform: string, id: number | string): string {
  const key = textKey(world, platform, id);
  const text = written(world, platform, id, (address, words) => {
    return `<a href="${encodeXML(address)}" rel="nofollow noreferrer">${encodeXML(words ?? address)}</a>`;
  });
  return `<p>${text}</p>\n${codeHtml(key)}`;
}

function written(
  world: World,
  platform: string,
  id: number | string,
  link: (address: string, words: string | null) => string,
): string {
  const key = textKey(world, platform, id);
  const sentences = linksOf(world, platform, id).map((address) => {
    const bare = hash(`${key}/${address}`) % 3 === 0;
    return ` See ${link(address, bare ? null : choose(anchors, `${key}/${address}/words`))}.`;
  });
  return prose(key) + sentences.join("");
}

/** The key that a text of an item is made from: the API, the dump and the archive then say the same. */
export function textKey(world: World, platform: string, id: number | string): string {
  return `${world.seed}/${platform}/${id}`;
}
