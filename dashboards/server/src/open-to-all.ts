import type { Access, Asker } from "./access.ts";
import { isLoopback } from "./auth/origin.ts";

/** The demonstration's one asker: its store is thrown away, and it listens on this machine alone. */
const everybody: Asker = {
  id: "demo",
  name: "Everybody",
  actor: "everybody",
  role: "admin",
  expertises: "all",
  regions: "all",
  scopes: "all",
  via: "session",
};

/** Lets everybody on this machine in as one asker. For stores that are thrown away, on loopback. */
export function openToAll(asker: Asker = everybody): Access {
  return {
    handler: null,
    askerOf: async (request) => (isFromHere(request) ? asker : null),
    firstRun: async () => false,
    demo: true,
  };
}

/** A page elsewhere can have a browser ask this machine, also under a name of its own: it is not let in. */
function isFromHere(request: Request): boolean {
  const origin = request.headers.get("origin");
  return isLoopback(new URL(request.url).hostname) && (origin === null || isLoopback(hostOf(origin)));
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname;
  } catch {
    return "";
  }
}
