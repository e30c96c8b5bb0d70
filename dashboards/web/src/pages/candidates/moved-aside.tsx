import type { MovedPageAnswer } from "@groundswell/reports";
import { counted } from "../../parts/format.ts";

type Moved = MovedPageAnswer["moved"][number];

const gates: Record<Moved["gate"], string> = {
  employee_of_vendor: "employed by the vendor",
  vendor_contractor: "a contractor of the vendor",
  bot_or_org_account: "a bot or an organisation",
  existing_awardee: "recognised already",
  alumni: "recognised before",
  opted_out: "do not want to be considered",
  identity_uncertain: "perhaps two people",
  conduct: "much of what they wrote was taken away",
};

/** Active people who cannot be candidates, with the reason: shown, never scored lower. */
export function MovedAside({ moved }: { moved: Moved[] }) {
  if (moved.length === 0) return null;
  return (
    <details className="moved">
      <summary>{counted(moved.length, "active person is", "active people are")} moved aside, with the reason</summary>
      {(Object.keys(gates) as Moved["gate"][]).map((gate) => {
        const people = moved.filter((one) => one.gate === gate);
        return people.length === 0 ? null : (
          <div key={gate}>
            <h2>
              {counted(people.length, "person", "people")}: {gates[gate]}
            </h2>
            <ul>
              {people.map((one) => (
                <li key={one.person}>
                  {one.name ?? "unnamed"} <small>{one.why}</small>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </details>
  );
}
