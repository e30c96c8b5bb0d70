import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";

type QueryConfig = { text: string; values?: unknown[]; rowMode?: "array"; types?: TypeParsers };
type TypeParsers = { getTypeParser(oid: number, format: "text"): (text: string) => unknown };
type QueryResult = { rows: never[]; rowCount: number; fields: { name: string; dataTypeID: number }[] };

/**
 * PGlite in the shape of a `pg.Pool`, so that drizzle, BullMQ and our own SQL take one path on both stores.
 * There is one session behind it: a client that begins a transaction holds the session until it ends, and
 * everybody else waits. Values are parsed by pg's own parsers, so both stores give the same rows.
 */
export class EmbeddedPool extends EventEmitter {
  readonly #db: PGlite;
  readonly #session = new Session();
  readonly #clients = new Set<EmbeddedClient>();

  constructor(db: PGlite) {
    super();
    this.#db = db;
    leaveRaw(db);
    // LISTEN is a property of the session, so every client hears every notification, as if it had asked for it.
    db.onNotification((channel, payload) => {
      for (const client of this.#clients) client.emit("notification", { channel, payload });
    });
  }

  async query(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const release = await this.#session.take();
    try {
      return await run(this.#db, query, values);
    } finally {
      release();
    }
  }

  async connect(): Promise<EmbeddedClient> {
    const client = new EmbeddedClient(this.#db, this.#session, (gone) => this.#clients.delete(gone));
    this.#clients.add(client);
    return client;
  }

  /** The whole data folder as a gzipped tar, between two transactions. */
  async dump(): Promise<Uint8Array> {
    const release = await this.#session.take();
    try {
      await this.#db.exec("checkpoint");
      return new Uint8Array(await (await this.#db.dumpDataDir("gzip")).arrayBuffer());
    } finally {
      release();
    }
  }

  async end(): Promise<void> {
    await this.#db.close();
  }
}

class EmbeddedClient extends EventEmitter {
  readonly #db: PGlite;
  readonly #session: Session;
  readonly #onRelease: (client: EmbeddedClient) => void;
  #endTransaction: (() => void) | null = null;

  constructor(db: PGlite, session: Session, onRelease: (client: EmbeddedClient) => void) {
    super();
    this.#db = db;
    this.#session = session;
    this.#onRelease = onRelease;
  }

  async query(query: string | QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const text = typeof query === "string" ? query : query.text;
    const letGo = this.#endTransaction ? null : await this.#session.take();
    if (letGo && begins(text)) this.#endTransaction = letGo;
    try {
      return await run(this.#db, query, values);
    } finally {
      if (this.#endTransaction && ends(text)) {
        this.#endTransaction();
        this.#endTransaction = null;
      } else if (letGo && !this.#endTransaction) letGo();
    }
  }

  release(): void {
    const letGo = this.#endTransaction;
    this.#endTransaction = null;
    this.#onRelease(this);
    // A client handed back inside a transaction must not leave its half behind for the next one.
    if (letGo) void this.#db.query("rollback").finally(letGo);
  }
}

/** Lets one holder at a time use the session, in the order they asked. */
class Session {
  #last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const before = this.#last;
    let release = () => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}

/** A statement without the comments before it. */
const bare = (text: string) => text.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
// Several statements in one text may begin a transaction and end it too.
const begins = (text: string) =>
  /^(begin|start\s+transaction)\b/i.test(bare(text)) && !/;\s*(commit|rollback|end|abort)\s*;?\s*$/i.test(text);
const ends = (text: string) => /^(commit|rollback|end|abort)\b(?!\s+to\b)/i.test(bare(text));

/** Makes PGlite hand out every value as PostgreSQL wrote it. Told with each statement, it would merge them with its own each time. */
function leaveRaw(db: PGlite): void {
  for (const oid of Object.keys(db.parsers)) db.parsers[oid] = (text: string) => text;
}

type Cells = Record<string | number, unknown>;

/** Parses the cells of raw rows in place; where two columns have one name, pg keeps the last. */
function parse(rows: Cells[], fields: QueryResult["fields"], types: TypeParsers, isArray: boolean): void {
  const parsers = fields.map(({ dataTypeID }) => types.getTypeParser(dataTypeID, "text"));
  const columns = new Map(fields.map(({ name }, n) => [isArray ? n : name, parsers[n]]));
  for (const row of rows) {
    for (const [column, parser] of columns) {
      const text = row[column];
      if (text !== null && parser) row[column] = parser(text as string);
    }
  }
}

async function run(db: PGlite, query: string | QueryConfig, values?: unknown[]): Promise<QueryResult> {
  const config: QueryConfig = typeof query === "string" ? { text: query } : query;
  const params = values ?? config.values ?? [];
  const options = config.rowMode ? { rowMode: config.rowMode } : {};
  // Without parameters PostgreSQL's simple protocol may carry several statements, as migrations do.
  const result =
    params.length === 0
      ? (await db.exec(config.text, options)).at(-1)
      : await db.query(config.text, params as unknown[], options);
  const rows = (result?.rows ?? []) as never[];
  const fields = result?.fields ?? [];
  parse(rows, fields, config.types ?? (pg.types as unknown as TypeParsers), config.rowMode === "array");
  return { rows, rowCount: rows.length || (result?.affectedRows ?? 0), fields };
}
