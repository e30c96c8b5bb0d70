import type { Gate, Policy } from "./policy.ts";

/** A reason why somebody can be no candidate, or only after a person has looked. */
export type GateFound = {
  gate: Gate;
  /** One sentence with its source and date. */
  why: string;
  /** Who can confirm it or take it back. */
  confirmBy: string;
};

/** Who can tell whether a gate really stands. */
export const confirmBy: Record<Gate, string> = {
  employee_of_vendor: "the person, or whoever keeps the list of employees",
  vendor_contractor: "the person, or whoever keeps the list of contractors",
  bot_or_org_account: "a lead who has looked at the account",
  existing_awardee: "the program's list of awardees",
  opted_out: "the person alone",
  alumni: "the program's list of awardees",
  identity_uncertain: 'a lead: "groundswell identities list --person" shows the evidence',
  conduct: "the moderators of the place",
};

/** Whether a gate takes people off the list, marks them, or does neither, under a policy. */
export function gateAction(policy: Policy, gate: Gate): "move" | "flag" | "off" {
  return policy.gates[gate] ?? "off";
}

/** The gates that take people off the list under a policy, of some. */
export function movingGates<Some extends Gate>(policy: Policy, some: readonly Some[]): Some[] {
  return some.filter((gate) => gateAction(policy, gate) === "move");
}
