/** Methods that change nothing: a page elsewhere may cause them, and cannot read what they answer. */
const harmless = ["GET", "HEAD", "OPTIONS"];

export const changesNothing = ({ method }: Request) => harmless.includes(method);

/**
 * Whether a request comes from our own pages. Browsers send an Origin with everything that can change something, so one without it
 * is from no page.
 */
export function isOurs(request: Request, baseUrl: string): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && ourOrigins(request, baseUrl).includes(origin);
}

/** The origins of our own pages: the one that people are told, and on loopback the one that was asked, whatever its name or port. */
export function ourOrigins(request: Request | undefined, baseUrl: string): string[] {
  const { origin, hostname } = new URL(baseUrl);
  const asked = request ? new URL(request.url) : null;
  return asked && isLoopback(hostname) && isLoopback(asked.hostname) ? [origin, asked.origin] : [origin];
}

/** A path of ours to go on to; anything that a browser could take for another host is none. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) && new URL(path, "http://own.invalid").host === "own.invalid";
}

/** Whether a host, as a URL or as a setting has it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(\.\d+){3}$/.test(hostname);
}
