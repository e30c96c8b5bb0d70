import { createHash, randomBytes } from "node:crypto";
import type { Store } from "./open.ts";

/** A new secret of 256 bits, in hex: one word to whoever sweeps texts for names. */
export function newSecret(): string {
  return randomBytes(32).toString("hex");
}

/** What is kept of a secret: its SHA-256 in hex. No salt is needed, for nobody guesses 256 bits. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A secret that the installation makes for itself on first use; every process of one store has the same. */
export async function keptSecret({ pool }: Store, name: string): Promise<string> {
  await pool.query("insert into kept_secrets (name, secret) values ($1, $2) on conflict (name) do nothing", [
    name,
    newSecret(),
  ]);
  const { rows } = await pool.query("select secret from kept_secrets where name = $1", [name]);
  return rows[0].secret;
}
