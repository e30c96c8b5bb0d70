import { once } from "node:events";
import { readSettings, type Settings } from "@groundswell/model";
import { openStore, type Store } from "@groundswell/store";

/** What every command works with. */
export type Context = {
  settings: Settings;
  store: Store;
  now: () => Date;
  signal: AbortSignal;
  /** What gives back, before the store is closed, what a command took. */
  closing: (() => void)[];
};

export const now = () => new Date();

/** Opens the store for one command and closes it whatever happens. */
export async function withStore<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  // Listening begins before the store is open: asked to stop while it opens, the process still gives it back.
  const shutdown = onShutdown();
  try {
    const store = await openStore(settings);
    const closing: Context["closing"] = [];
    try {
      return await work({ settings, store, now, signal: shutdown.signal, closing });
    } finally {
      for (const close of closing) close();
      await store.close();
    }
  } finally {
    shutdown.stop();
  }
}

/** A signal that aborts on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function onShutdown(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const abort = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", abort);
  process.on("SIGTERM", abort);
  return {
    signal: controller.signal,
    stop: () => {
      process.removeListener("SIGINT", abort);
      process.removeListener("SIGTERM", abort);
    },
  };
}

/** Resolves when a signal is aborted: at once where it was before anybody waited. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
