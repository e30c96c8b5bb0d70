import type { RankEffect } from "@groundswell/reports";
import type { ProposalSide } from "@groundswell/server";
import { decimal, number } from "../../parts/format.ts";
import { nameOf } from "../../parts/people-words.ts";
import { WideFrame } from "../../parts/wide-frame.tsx";

/** Ranks and scores of two persons now, and those of the one that they would be. */
export function Effects({ effect, sides }: { effect: readonly RankEffect[]; sides: readonly ProposalSide[] }) {
  if (effect.length === 0) return <p className="aside">None: the two score together on no track.</p>;
  return (
    <WideFrame label="Ranks now and joined">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Track</th>
            {sides.map((side) => (
              <th key={side.person} scope="col">
                {nameOf(side)}
              </th>
            ))}
            <th scope="col">Joined</th>
          </tr>
        </thead>
        <tbody>
          {effect.map(({ expertise, track, now, joined }) => (
            <tr key={`${expertise} ${track}`}>
              <th scope="row">
                {track} <small>{expertise}</small>
              </th>
              {sides.map(({ person }) => (
                <td key={person}>{standingWords(now.find((one) => one.person === person))}</td>
              ))}
              <td>
                <b>{standingWords(joined)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}

function standingWords(standing: { rank: number | null; score: number } | undefined): string {
  if (!standing) return "not active";
  return `${standing.rank === null ? "no rank" : `rank ${number(standing.rank)}`}, ${decimal(standing.score)} points`;
}
