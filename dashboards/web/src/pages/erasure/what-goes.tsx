import type { Answer } from "@groundswell/server";
import { counted, number } from "../../parts/format.ts";

type Erased = Answer["ErasureAnswer"]["erased"];

/** What an erasure takes away, and what it cannot. */
export function WhatGoes({ erased }: { erased: Erased }) {
  const { accounts, spaces, sources, signals, endorsements, rawPages, rows, mentions, left } = erased;
  const others = Object.entries(rows).filter(([, count]) => count > 0);
  return (
    <>
      <ul className="goes">
        <li>
          {counted(accounts.length, "account")}: {accounts.join(", ")}
        </li>
        <li>
          {counted(signals.unnamed, "signal")} that stay as events of nobody, {number(signals.removed)} that go whole
        </li>
        <li>{counted(endorsements, "endorsement")}</li>
        <li>{counted(rawPages, "raw page")}, with everything on them</li>
        {spaces.length > 0 && (
          <li>
            {counted(spaces.length, "space")} of their own: {spaces.join(", ")}
          </li>
        )}
        {others.map(([table, count]) => (
          <li key={table}>
            {counted(count, "row")} of {table}
          </li>
        ))}
        {mentions.map(({ table, changed, removed }) => (
          <li key={table}>
            mentions in {table}: {number(changed)} blotted out, {number(removed)} gone
          </li>
        ))}
      </ul>
      {sources.length > 0 && (
        <p className="caveat">
          Take {sources.join(", ")} out of the catalogue as well: {sources.length === 1 ? "it reads" : "they read"}{" "}
          nothing else.
        </p>
      )}
      {left.length > 0 && (
        <details className="warnings">
          <summary>What stays, because it cannot be told from other people’s ({left.length})</summary>
          <ul>
            {left.map(({ text, why }) => (
              <li key={text}>
                “{text}”: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
