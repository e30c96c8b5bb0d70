import { useSyncExternalStore } from "react";
import { type Heard, hear, madeOldBy, madeOldByAny, nothingHeard } from "./live.ts";
import { keepConnected } from "./live-connection.ts";
import { renew } from "./use-answer.ts";

let heard = nothingHeard;
const listeners = new Set<() => void>();
let disconnect: (() => void) | null = null;

const connection = keepConnected({
  open: () => new EventSource("/api/events"),
  onEvent(event) {
    tell(hear(heard, event));
    void renew(madeOldBy(event));
  },
  onOpen(again) {
    tell(nothingHeard);
    if (again) void renew(madeOldByAny);
  },
});

/** What goes on, as the server tells it. All components of a tab share one connection. */
export function useLive(): Heard {
  return useSyncExternalStore(listen, () => heard);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) document.addEventListener("visibilitychange", connectWhereSeen);
  connectWhereSeen();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", connectWhereSeen);
    connectWhereSeen();
  };
}

/** Nobody looks at a hidden tab, and browsers have six connections to one host for all tabs together. */
function connectWhereSeen(): void {
  const isSeen = listeners.size > 0 && document.visibilityState === "visible";
  if (isSeen && !disconnect) disconnect = connection.connect();
  if (!isSeen && disconnect) {
    disconnect();
    disconnect = null;
  }
}

function tell(next: Heard): void {
  heard = next;
  for (const listener of listeners) listener();
}
