import type { Random } from "./random.ts";

// Syllables chosen so that no pair of them makes a name in use.
const onsets = ["Qu", "V", "Th", "Zr", "K", "Br", "Ys", "D", "Tr", "Ph", "Gl", "N", "Sv", "Or", "W", "Fj", "Hx", "Dr"];
const vowels = ["a", "e", "i", "o", "u", "ae", "y", "ou", "ie"];
const codas = ["lm", "rv", "nd", "sk", "x", "th", "rl", "mb", "zk", "nt", "v", "rq", "ph", "ll", "gn", "dd"];
const tails = ["ane", "oth", "eli", "ur", "ivar", "omen", "usk", "enne", "azar", "ith", "olu", "emby", "é", "ørn"];

const syllable = (random: Random) => random.pick(onsets) + random.pick(vowels) + random.pick(codas);

/** An invented given and family name, such as "Vaelmane Thorvith". */
export function inventName(random: Random): string {
  const given = syllable(random) + (random.chance(0.6) ? random.pick(tails) : "");
  const family = syllable(random) + random.pick(tails) + (random.chance(0.25) ? random.pick(codas) : "");
  return `${given} ${family}`;
}

/** An invented lower-case word for a place, a tag or a project. */
export function inventWord(random: Random): string {
  return plain(syllable(random) + random.pick(tails)).toLowerCase();
}

/** A handle a person of that name might choose; not unique. */
export function inventHandle(name: string, random: Random): string {
  const [given = "", family = ""] = plain(name).toLowerCase().split(" ");
  return random.pick([
    `${given}${family[0]}`,
    `${given[0]}${family}`,
    `${given}-${family}`,
    `${family}${random.int(2, 99)}`,
  ]);
}

/** The letters a URL or a handle can hold. */
export function plain(text: string): string {
  return text.replaceAll("ø", "o").normalize("NFD").replace(/\p{M}/gu, "");
}

/** A text as the last part of a URL. */
export function slugOf(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The same name again with a number, until nobody has it. */
export function untaken(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}${n}`;
  taken.add(free.toLowerCase());
  return free;
}
