import type { Asker } from "./access.ts";
import type { Access } from "./api.ts";

/** The demonstration's one asker: its store is thrown away, and it listens on this machine alone. */
const everybody: Asker = {
  id: "demo",
  name: "Everybody",
  role: "admin",
  expertises: "all",
  regions: "all",
  scopes: "all",
  via: "session",
};

/** Lets everybody in as one asker. For stores that are thrown away, on loopback. */
export function openToAll(asker: Asker = everybody): Access {
  return { handler: null, askerOf: async () => asker, firstRun: async () => false, demo: true };
}
