import { createLookingHttp } from "@groundswell/connectors/client";
import type { ReportContext } from "@groundswell/report";
import { readerOf } from "@groundswell/server/reader";
import { keptSecret } from "@groundswell/store";
import { baseUrlOf } from "./commands/user.ts";
import type { Context } from "./context.ts";
import { userAgentOf } from "./user-agent.ts";

/** What building and delivering reports needs. */
export async function reporting({ settings, store, now }: Context): Promise<ReportContext> {
  const { allowHosts, mail, policyFile, reportsFolder } = settings;
  return {
    store,
    now,
    readerOf,
    publicUrl: baseUrlOf({ settings }),
    http: createLookingHttp({ userAgent: userAgentOf(settings), allowHosts }),
    folder: reportsFolder,
    mail,
    // Never that of sessions: a link to unsubscribe has to outlive a change of it.
    secret: await keptSecret(store, "reports"),
    policyFile,
  };
}
