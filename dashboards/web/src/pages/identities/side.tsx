import type { ProposalSide } from "@groundswell/server";
import { counted, kindWord, number, utcDay } from "../../parts/format.ts";
import { countryName, languageName, nameOf } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { WebLink } from "../../parts/web-link.tsx";

type SideProps = { side: ProposalSide; other: ProposalSide | null };

/** One of two persons that may be one, with what there is to compare; what both have in common is marked. */
export function Side({ side, other }: SideProps) {
  const { accounts, kinds, spaces, region, languages, firstDay, lastDay } = side;
  const shared = new Set(other?.spaces.map(({ key }) => key));
  return (
    <article className="side">
      <h3>
        <PersonLink person={side.person}>{nameOf(side)}</PersonLink>
      </h3>
      <ul>
        {accounts.map(({ platform, id, handle, name, url, location, company }) => (
          <li key={`${platform}:${id}`}>
            <WebLink to={url}>{handle ?? name ?? id}</WebLink> <small>{platform}</small>
            <small>{[handle !== null && name, location, company].filter(Boolean).join(" · ")}</small>
          </li>
        ))}
      </ul>
      <dl>
        <div>
          <dt>Place</dt>
          <dd>{region === null ? "unknown" : countryName(region)}</dd>
        </div>
        <div>
          <dt>Writes</dt>
          <dd>{languages.length === 0 ? "unknown" : languages.map(languageName).join(", ")}</dd>
        </div>
        <div>
          <dt>Active</dt>
          <dd>
            {firstDay === null || lastDay === null ? "not in this window" : `${utcDay(firstDay)} to ${utcDay(lastDay)}`}
          </dd>
        </div>
        <div>
          <dt>Did</dt>
          <dd>
            {kinds.length === 0
              ? "nothing in this window"
              : kinds
                  .slice(0, 4)
                  .map(({ kind, events }) => `${number(events)} ${kindWord(kind, events)}`)
                  .join(", ")}
          </dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>
            {spaces.length === 0 ? "nowhere in this window" : null}
            {spaces.slice(0, 5).map(({ key, name }) => (
              <span key={key} className={shared.has(key) ? "mark good" : "mark"}>
                {name}
                {shared.has(key) && <span className="hidden"> (both)</span>}
              </span>
            ))}
            {spaces.length > 5 && <small>and {counted(spaces.length - 5, "other space")}</small>}
          </dd>
        </div>
      </dl>
    </article>
  );
}
