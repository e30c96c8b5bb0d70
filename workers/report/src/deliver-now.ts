import { dueMessages, makeMessages, type SendOutcome } from "@groundswell/store";
import type { ReportContext } from "./context.ts";
import { sendMessage } from "./send-message.ts";

/** Makes messages of what waits and sends what is due, in this process. What others have in hand is left to them. */
export async function deliverNow(context: ReportContext): Promise<{ message: number; outcome: SendOutcome }[]> {
  const { store, now } = context;
  await makeMessages(store, now());
  const done: { message: number; outcome: SendOutcome }[] = [];
  for (const message of await dueMessages(store, now())) {
    const outcome = await sendMessage(context, message);
    if (outcome !== null) done.push({ message, outcome });
  }
  return done;
}
