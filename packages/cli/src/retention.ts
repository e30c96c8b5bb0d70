import { type Retained, retain } from "@groundswell/store";
import type { Context } from "./context.ts";

/**
 * What removes, once a day, what has been kept long enough. It is asked after every analysis, the one thing that happens regularly on every
 * installation; which day it was done on is known to this process alone, and to do it again changes nothing.
 */
export function dailyRetention({ store, settings, now }: Pick<Context, "store" | "settings" | "now">) {
  let doneOn: string | null = null;
  return async (): Promise<Retained | null> => {
    const today = now().toISOString().slice(0, 10);
    if (doneOn === today) return null;
    doneOn = today;
    return retain(store, { now: now(), rawDays: settings.rawDays });
  };
}
