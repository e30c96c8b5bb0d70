import { createHash } from "node:crypto";

const syllables =
  "ba be bo da de di fa fe fi go gu ka ke ki la le lo ma me mi na ne no pa pe ra re ri sa se so ta te to va ve vo za ze zo".split(
    " ",
  );

/** Mulberry32: the same seed gives the same crowd everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Accounts as a store holds them, one after another: people of one to five accounts on ten platforms, whose profiles name one another, whose
 * commits share addresses and projects, and whose names are as unevenly frequent as real ones.
 * @param first the id of the first account
 */
export function* crowd(count, { seed = 1, first = 1 } = {}) {
  const chance = random(seed);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const word = (length) => Array.from({ length }, () => pick(syllables)).join("");
  // Squaring draws the first of a list far more often than the last, as names are.
  const frequent = (list) => list[Math.floor(chance() ** 2 * list.length)];
  const given = Array.from({ length: 3_000 }, () => word(2));
  const family = Array.from({ length: 40_000 }, () => word(3));
  const sites = ["travel", "coffee", "lumen", "ops"].map((site) => `${site}.stackexchange.com`);
  const account = (id, platform, platformId, known) => ({
    ...{ id, platform, platformId, handle: null, name: null, url: null, links: [], emailHash: null },
    ...known,
  });
  let id = first;
  for (let person = 1; id < first + count; person++) {
    const name = `${frequent(given)} ${frequent(family)}`;
    const handle = `${name.replace(" ", chance() < 0.5 ? "" : "-")}${Math.floor(chance() * 90)}`;
    const emailHash = createHash("sha256").update(`${seed} ${person}`).digest("hex");
    const github = `https://github.com/${handle}`;
    const blog = `https://${handle}.example.org`;
    const network = `https://stackexchange.com/users/${seed}${person}`;
    const projects = [`project-${Math.floor(chance() * 5000)}`];
    const own = [
      () => account(id, "github", `${id}`, { handle, name, url: github, links: chance() < 0.4 ? [blog] : [] }),
      () => account(id, "git", emailHash, { name, emailHash, projects }),
      () => account(id, "blog", blog, { name, url: blog, links: chance() < 0.5 ? [github] : [] }),
      ...sites.map(
        (site) => () => account(id, site, `${id}`, { name, url: `https://${site}/users/${id}`, links: [network] }),
      ),
      () => account(id, "fediverse", `https://social.example/@${handle}`, { handle, name, links: [github, blog] }),
      () => account(id, "list", emailHash, { name, emailHash }),
    ];
    const most = Math.min(1 + Math.floor(chance() ** 2 * 5), first + count - id);
    for (let begin = Math.floor(chance() * own.length), n = 0; n < most; n++, id++)
      yield own[(begin + n) % own.length]();
  }
}
