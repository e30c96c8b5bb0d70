import { isUrl } from "@groundswell/model";

/** Names of query parameters that can carry a secret: `key`, `api_key`, `access-token`, `X-Amz-Signature`, `feed_token`… */
const secretName =
  /(^|[-_.])(key|token|auth|authorization|credentials?|secret|pass|passwd|password|pwd|signature|sig|jwt|session(id)?)$|(apikey|token|secret|password|sessionid|sessid)$/i;

/**
 * A URL that may be stored, logged and shown: user, password and every query parameter that can carry a secret
 * (`key`, `token`, `access_token`…) are left out. Text that is no URL loses everything after its first `?` or `#`.
 */
export function publicUrl(url: string | URL): string {
  const text = String(url);
  if (!isUrl(text)) return (text.split(/[?#]/)[0] ?? "").replace(/\/\/[^/]*@/, "//");
  const shown = new URL(text);
  shown.username = "";
  shown.password = "";
  // Deleting rewrites the whole query, so a URL without secrets is left exactly as it was asked for.
  for (const name of [...shown.searchParams.keys()]) if (secretName.test(name)) shown.searchParams.delete(name);
  shown.hash = "";
  return shown.href;
}
