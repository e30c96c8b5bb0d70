/** How a host was asked. */
export type Asked = {
  requests: number;
  /** Most requests that were there at the same time, and most that came within one second. */
  most: { atOnce: number; inASecond: number };
  /** Requests that a limit would have turned away. */
  beyond: { atOnce: number; perSecond: number };
};

export type Watch = {
  /** A request has come at an instant in milliseconds; the returned function says that it is answered. */
  enter(at: number): () => void;
  asked(): Asked;
  forget(): void;
};

/**
 * Counts what a host with a limit is asked. The pace is judged as servers judge it, by a bucket of `perSecond` places that as many leave in
 * a second (nginx's `limit_req` with a burst, the token buckets of APIs): whoever keeps the pace over any two seconds never meets it, however
 * unevenly the network brings the requests.
 */
export function openWatch({ atOnce, perSecond }: { atOnce: number; perSecond: number }): Watch {
  let running = 0;
  let bucket = { level: 0, at: 0 };
  let recent: number[] = [];
  let asked = nothingAsked();
  return {
    enter(at) {
      running++;
      recent = [...recent.filter((one) => one > at - 1_000), at];
      bucket = { level: Math.max(0, bucket.level - ((at - bucket.at) / 1_000) * perSecond) + 1, at };
      asked.requests++;
      asked.most.atOnce = Math.max(asked.most.atOnce, running);
      asked.most.inASecond = Math.max(asked.most.inASecond, recent.length);
      if (running > atOnce) asked.beyond.atOnce++;
      if (bucket.level > perSecond) {
        asked.beyond.perSecond++;
        // Turned away, it takes no place.
        bucket.level--;
      }
      return () => {
        running--;
      };
    },
    asked: () => structuredClone(asked),
    forget() {
      asked = nothingAsked();
    },
  };
}

function nothingAsked(): Asked {
  return { requests: 0, most: { atOnce: 0, inASecond: 0 }, beyond: { atOnce: 0, perSecond: 0 } };
}
