import { makeFirstAdminLink, makePasswordLink, type Store } from "@groundswell/store";

type By = Parameters<typeof makePasswordLink>[2];

// The secret is behind the #: browsers send that to nobody, so that it stands in no log and no Referer.
const linkTo = (baseUrl: string, page: string, secret: string) => `${baseUrl.replace(/\/+$/, "")}/${page}#${secret}`;

/**
 * The link that lets its holder make the first admin, for 24 hours; null where there is one. To be shown once: the store keeps a
 * hash, and another link replaces it.
 */
export async function firstAdminLink(store: Store, baseUrl: string, at: Date): Promise<string | null> {
  const secret = await makeFirstAdminLink(store, at);
  return secret === null ? null : linkTo(baseUrl, "first-run", secret);
}

/**
 * The link with which a user sets a password, for 24 hours. To be shown once.
 * @throws ConfigError where there is no such user, or the user is disabled
 */
export async function passwordLink(store: Store, baseUrl: string, user: string, by: By): Promise<string> {
  return linkTo(baseUrl, "set-password", await makePasswordLink(store, user, by));
}
