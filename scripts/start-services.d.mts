/** A server of one's own. */
export type Service = {
  url: string;
  port: number;
  /** Starts it again where it was ended, with the data that it has kept. */
  start(): Promise<void>;
  /** Ends it by a signal and waits until it is gone. */
  stop(signal: NodeJS.Signals): Promise<void>;
};

/** Starts a PostgreSQL with an empty database `groundswell`; `settings` are its `-c` settings. */
export function startPostgres(options: {
  folder: string;
  settings?: Record<string, string>;
  install?: boolean;
}): Promise<Service>;

/** Starts a Redis that keeps nothing unless `args` say so. */
export function startRedis(options: { folder: string; args?: string[]; install?: boolean }): Promise<Service>;

/** Whether both can be started without installing anything. */
export function haveServices(): boolean;
