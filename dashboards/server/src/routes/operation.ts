import type { Http } from "@groundswell/connectors";
import type { QueueHandle } from "@groundswell/queue";
import { RequestError } from "../problem.ts";

/** What a process needs to operate, beyond answering. */
export type Operation = {
  queue: QueueHandle;
  /** The client for addresses that people give: the guard against private networks is on. */
  looking: Http;
  /** Hosts on a private network that may be asked, as the settings name them. */
  allowHosts: readonly string[];
};

/** @throws RequestError where this process only answers */
export function operating(operation: Operation | null | undefined): Operation {
  if (operation) return operation;
  throw new RequestError(
    409,
    'This process knows no queues: ask one that was started with "groundswell up" or "serve".',
  );
}
