import type { QueueHandle, Wanted } from "@groundswell/queue";
import { dueMessages, makeMessages } from "@groundswell/store";
import type { ReportContext } from "./context.ts";
import { sendMessage } from "./send-message.ts";

/** The schedule by which it is looked for what there is to send. */
export const sendSchedule = {
  name: "send",
  key: "all",
  data: { message: null },
  every: "1 minute",
} as const satisfies Wanted;

/**
 * Sends what is due: a job each minute makes messages of editions, and one job sends each. A message that did not arrive waits in the store
 * and not in the queue, so that what is lost with a queue is found again within a minute.
 */
export async function workOnSending(context: ReportContext, queue: QueueHandle): Promise<void> {
  await queue.work("send", async ({ message }) => {
    if (message !== null) {
      await sendMessage(context, message);
      return;
    }
    const now = context.now();
    await makeMessages(context.store, now);
    for (const due of await dueMessages(context.store, now)) await queue.add("send", { message: due });
  });
}
