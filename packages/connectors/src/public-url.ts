const secretNames = new Set([
  "key",
  "apikey",
  "api_key",
  "api-key",
  "token",
  "access_token",
  "refresh_token",
  "auth",
  "authorization",
  "client_secret",
  "secret",
  "password",
  "signature",
  "sig",
]);

/**
 * A URL that may be stored, logged and shown: user, password and every query parameter that can carry a secret
 * (`key`, `token`, `access_token`…) are left out. Text that is no URL loses everything after its first `?` or `#`.
 */
export function publicUrl(url: string | URL): string {
  const text = String(url);
  if (!URL.canParse(text)) return (text.split(/[?#]/)[0] ?? "").replace(/\/\/[^/@]*@/, "//");
  const shown = new URL(text);
  shown.username = "";
  shown.password = "";
  // Deleting rewrites the whole query, so a URL without secrets is left exactly as it was asked for.
  for (const name of [...shown.searchParams.keys()])
    if (secretNames.has(name.toLowerCase())) shown.searchParams.delete(name);
  shown.hash = "";
  return shown.href;
}
