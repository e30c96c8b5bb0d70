import { useCallback, useSyncExternalStore } from "react";
import { type Place, readPlace, writePlace } from "./place.ts";

const moved = "groundswell:moved";

/** The place the address names, and how to go to another; the browser's back button works. */
export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const go = useCallback((change: Partial<Place>) => {
    const next = writePlace({ ...readPlace(location.search), ...change });
    if (next === location.search) return;
    history.pushState(null, "", `${location.pathname}${next}${location.hash}`);
    window.dispatchEvent(new Event(moved));
  }, []);
  return [readPlace(search), go];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  // pushState tells nobody.
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(moved, listener);
  };
}
