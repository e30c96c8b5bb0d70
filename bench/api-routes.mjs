// What bench:api asks for: every reading route that a page opens, with real names in it. One proposal is left
// out: the people of this bench have none.

/** @param ask gives the JSON of a path @returns names of routes, each with its paths */
export async function routesOf(ask, expertise) {
  const within = `/api/expertises/${expertise}`;
  const spaces = (await ask(`${within}/spaces?limit=40`)).spaces.map(({ key }) => encodeURIComponent(key));
  const people = (await ask(`${within}/candidates?limit=40`)).candidates.map(({ person }) => person);
  const pages = await cursorsOf(ask, `${within}/candidates?limit=50`);
  const each = (values, path) => values.map((value) => `${within}${path(value)}`);
  return {
    me: ["/api/me"],
    expertises: ["/api/expertises"],
    "spaces, by events": [`${within}/spaces?limit=50`],
    "spaces, by people": [`${within}/spaces?weighting=people&limit=50`],
    "spaces, shared": [`${within}/spaces?weighting=shared&limit=50`],
    space: each(spaces, (key) => `/spaces/${key}`),
    "open threads": each(spaces, (key) => `/spaces/${key}/threads`),
    "signals of a space": each(spaces, (key) => `/spaces/${key}/signals`),
    support: [`${within}/support?limit=50`],
    trends: [`${within}/trends?limit=50`],
    discovery: [`${within}/discovery?limit=50`],
    candidates: [`${within}/candidates`, `${within}/candidates?track=leader`],
    "candidates, next pages": pages,
    "candidates, filtered": each(
      ["region=PT", "language=en", "channel=answers", "stage=shortlisted", "minEvidence=6", "stage=discovered"],
      (filter) => `/candidates?${filter}`,
    ),
    "candidates, searched": each(
      ["person 1234", "handle-99", "nobody at all"],
      (text) => `/candidates?search=${encodeURIComponent(text)}`,
    ),
    moved: [`${within}/moved`],
    person: each(people, (person) => `/people/${person}`),
    "signals of a person": each(people, (person) => `/people/${person}/signals`),
    dossier: each(people, (person) => `/people/${person}/dossier`),
    compare: [`${within}/compare?people=${people.slice(0, 4)}`, `${within}/compare?people=${people.slice(4, 8)}`],
    renewals: [`${within}/renewals`],
    identities: [`${within}/identities`],
    proposals: [`${within}/identities/proposals`],
    candidacies: [`${within}/candidacies`],
    policy: [`${within}/policy`],
    sources: ["/api/sources"],
    "one source": ["/api/sources/source-1"],
    status: ["/api/status"],
    audit: ["/api/audit"],
    "yardstick: a constant": ["/yardstick/constant"],
    "yardstick: select 1": ["/yardstick/select"],
  };
}

/** The first five pages after the first. */
async function cursorsOf(ask, path) {
  const pages = [];
  let { next } = await ask(path);
  while (next !== null && pages.length < 5) {
    pages.push(`${path}&after=${next}`);
    ({ next } = await ask(pages.at(-1)));
  }
  return pages;
}
