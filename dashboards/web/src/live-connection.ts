import type { LiveEvent } from "@groundswell/server";
import { readEvent, waitAfter } from "./live.ts";

/** What a connection needs of an EventSource. */
export type Stream = Pick<EventSource, "addEventListener" | "close" | "readyState">;

type LiveConnection = {
  /** Connects, until what it returns is called. */
  connect(): () => void;
};

type Listening = {
  open: () => Stream;
  onEvent: (event: LiveEvent) => void;
  /** Called when events are told from now on; `again` where some may have been missed. */
  onOpen: (again: boolean) => void;
};

/** `EventSource.CLOSED`, which does not exist where tests run. */
const closed = 2;
const names = ["pull", "run", "queue"];

/**
 * A connection that is made again when it ends. A browser does so by itself when the network fails, but gives up for good when a server
 * answers anything but a stream, as while it starts.
 */
export function keepConnected({ open, onEvent, onOpen }: Listening): LiveConnection {
  let failures = 0;
  let wasOpen = false;
  return {
    connect() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let stream = begin();
      return () => {
        clearTimeout(timer);
        stream.close();
      };

      function begin(): Stream {
        const begun = open();
        begun.addEventListener("open", () => {
          failures = 0;
          onOpen(wasOpen);
          wasOpen = true;
        });
        begun.addEventListener("error", () => {
          if (begun.readyState !== closed) return;
          failures += 1;
          timer = setTimeout(() => {
            stream = begin();
          }, waitAfter(failures));
        });
        for (const name of names)
          begun.addEventListener(name, ((message: MessageEvent) => {
            const event = readEvent(message.data);
            if (event) onEvent(event);
          }) as EventListener);
        return begun;
      }
    },
  };
}
