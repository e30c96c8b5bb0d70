import type { MovedPageAnswer } from "@groundswell/reports";
import { counted } from "../../parts/format.ts";
import { type Gate, gateWords, nameOf } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";

/** Active people who cannot be candidates, with the reason: shown, never scored lower. */
export function MovedAside({ moved }: Pick<MovedPageAnswer, "moved">) {
  if (moved.length === 0) return null;
  return (
    <details className="moved">
      <summary>{counted(moved.length, "active person is", "active people are")} moved aside, with the reason</summary>
      {(Object.keys(gateWords) as Gate[]).map((gate) => {
        const people = moved.filter((one) => one.gate === gate);
        return people.length === 0 ? null : (
          <div key={gate}>
            <h2>
              {counted(people.length, "person", "people")}: {gateWords[gate]}
            </h2>
            <ul>
              {people.map((one) => (
                <li key={one.person}>
                  <PersonLink person={one.person}>{nameOf(one)}</PersonLink> <small>{one.why}</small>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </details>
  );
}
