import type { EndorsementKind, SignalKind } from "@groundswell/model";
import type { Hono } from "hono";
import type { TrueSignal } from "../truth.ts";

/** What opens a place: its content is a function of the seed, and what it shows of the clock. */
export type PlaceOptions = {
  seed: number;
  /** The instant that the history ends at; later than the clock's now, so that there is always more to come. */
  until: Date;
  /** Only what happened by now is shown: a list grows while it is read when the clock moves. */
  now: () => Date;
};

/** What a store must hold once the place has been read whole at an instant. */
export type PlaceTruth = {
  signals: TrueSignal[];
  endorsements: {
    signal: { platform: string; kind: SignalKind; id: string };
    kind: EndorsementKind;
    /** Who endorsed, and when, as far as the platform says. */
    account: string | null;
    at: string | null;
  }[];
};

/**
 * A small place of one kind, served as its platform serves it. Everything it answers over HTTP lies under `prefix`, so
 * that faults can strike it alone; what speaks another protocol listens by itself and is closed with the simulator.
 */
export type Place = {
  /** The connector that reads it. */
  connector: string;
  /** `/discourse`: where its routes are mounted, and what faults are set on. */
  prefix: string;
  routes: Hono;
  /** A source that reads all of it; `url` is where the simulator listens, without a slash at its end. */
  source(url: string): { options: Record<string, unknown>; credentials: Record<string, string> };
  truth(at: Date): PlaceTruth;
  /** Takes things away, as moderators and authors do; the truth and the pages follow. Absent where nothing ever goes. */
  remove?(count: number): void;
  /** Opens what is not HTTP. */
  listen?(): Promise<{ close(): Promise<void> }>;
};
