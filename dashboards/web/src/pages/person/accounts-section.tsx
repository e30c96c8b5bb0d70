import type { LinkAnswer, PersonAccount, PersonPageAnswer } from "@groundswell/reports";
import { useState } from "react";
import { factor } from "../../parts/format.ts";
import { useVerdict, type Verdict } from "../../parts/identity-deeds.ts";
import { Instant } from "../../parts/instant.tsx";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { Term } from "../../parts/term.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import type { Wrong } from "./wrong-data.tsx";

type AccountsSectionProps = {
  answer: Pick<PersonPageAnswer, "person" | "accounts" | "links" | "locked">;
  mayDecide: boolean;
  onDone: (done: Undoable) => void;
  onWrong: (wrong: Wrong) => void;
};

/** A verdict that waits for its reason. */
type Asking = { title: string; effect: string; deed: string; said: string; verdict: Verdict };

/** The accounts of a person and what joins them, each with the way to say that it does not. */
export function AccountsSection({ answer, mayDecide, onDone, onWrong }: AccountsSectionProps) {
  const { person, accounts, links, locked } = answer;
  const [asking, setAsking] = useState<Asking | null>(null);
  const { decide } = useVerdict(onDone);
  const own = new Set(accounts.map(keyOf));
  const joining = links.filter(({ status, a, b }) => status === "accepted" && own.has(a) && own.has(b));
  const others = links.filter((link) => !joining.includes(link));
  const label = (key: string) => accounts.find((one) => keyOf(one) === key)?.handle ?? key;
  const split = (account: PersonAccount) =>
    setAsking({
      title: `${label(keyOf(account))} is not the same person`,
      effect: `The account ${keyOf(account)} becomes a person of its own, and what it did counts for that one. No evidence joins the two again until somebody undoes this.`,
      deed: "Not the same",
      said: `${label(keyOf(account))} is apart now.`,
      verdict: { kind: "split", account: keyOf(account) },
    });
  const reject = (link: LinkAnswer) =>
    setAsking({
      title: "These two are not the same",
      effect: `${label(link.a)} and ${label(link.b)} become two persons, each with what is joined to it. No evidence joins the two again until somebody undoes this.`,
      deed: "Not the same",
      said: `${label(link.a)} and ${label(link.b)} are apart now.`,
      verdict: { kind: "reject", pair: { a: link.a, b: link.b } },
    });
  const lock = () =>
    setAsking(
      locked
        ? {
            title: "Unlock who this is",
            effect: "Evidence may join accounts to this person and take them away again, as with anybody.",
            deed: "Unlock",
            said: "Who this is, evidence may change again.",
            verdict: { kind: "unlock", person },
          }
        : {
            title: "Lock who this is",
            effect:
              "No evidence adds an account to this person or takes one away until somebody unlocks it. People still can.",
            deed: "Lock",
            said: "Who this is, only people change now.",
            verdict: { kind: "lock", person },
          },
    );
  return (
    <>
      {locked && (
        <p className="aside">
          Locked by {locked.by}, <Instant at={locked.at} />: no evidence changes who this is.
        </p>
      )}
      <ul className="account-cards">
        {accounts.map((account) => (
          <li key={keyOf(account)}>
            <Profile account={account} />
            {mayDecide && (
              <p className="deeds">
                {accounts.length > 1 && (
                  <button type="button" className="quiet" onClick={() => split(account)}>
                    Not the same<span className="hidden"> person: {keyOf(account)}</span>
                  </button>
                )}
                <WrongButton
                  wrong={{ about: { kind: "account", account: keyOf(account) }, what: keyOf(account) }}
                  onWrong={onWrong}
                />
              </p>
            )}
          </li>
        ))}
      </ul>
      <h3>
        What <Term word="link">joins</Term> them
      </h3>
      {joining.length === 0 && (
        <p className="aside">
          {accounts.length === 1 ? "It is one account." : "Nothing that stands alone: see below."}
        </p>
      )}
      <ul className="links">
        {joining.map((link) => (
          <li key={`${link.a} ${link.b} ${link.method}`}>
            <Evidence link={link} />
            {mayDecide && (
              <p className="deeds">
                <button type="button" className="quiet" onClick={() => reject(link)}>
                  Not the same
                  <span className="hidden">
                    : {link.a} and {link.b}
                  </span>
                </button>
                <WrongButton
                  wrong={{ about: { kind: "link", a: link.a, b: link.b }, what: `${link.a} and ${link.b}` }}
                  onWrong={onWrong}
                />
              </p>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>What was proposed, kept apart or taken back ({others.length})</summary>
          <ul className="links">
            {others.map((link) => (
              <li key={`${link.a} ${link.b} ${link.method} ${link.status}`}>
                <Evidence link={link} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayDecide && (
        <p className="deeds">
          <button type="button" onClick={lock}>
            {locked ? "Unlock who this is" : "Lock who this is"}
          </button>
        </p>
      )}
      {asking && (
        <ReasonDialog
          title={asking.title}
          effect={
            <>
              <p>{asking.effect}</p>
              <p>Ranks follow with the next analysis.</p>
            </>
          }
          deed={asking.deed}
          onClose={() => setAsking(null)}
          onDo={(reason) => decide({ ...asking.verdict, reason }, asking.said)}
        />
      )}
    </>
  );
}

function WrongButton({ wrong, onWrong }: { wrong: Wrong; onWrong: (wrong: Wrong) => void }) {
  return (
    <button type="button" className="quiet" onClick={() => onWrong(wrong)}>
      Report as wrong<span className="hidden">: {wrong.what}</span>
    </button>
  );
}

function Profile({ account }: { account: PersonAccount }) {
  const { platform, id, handle, name, url, location, company, observedAt } = account;
  return (
    <div>
      <WebLink to={url}>{handle ?? name ?? id}</WebLink> <small>{platform}</small>
      <small>
        {[name !== null && handle !== null && name, location, company].filter(Boolean).join(" · ") || "no profile text"}
        , read <Instant at={observedAt} day />
      </small>
    </div>
  );
}

/** Why two accounts are taken for one person, and what speaks against it. */
export function Evidence({ link }: { link: LinkAnswer }) {
  const { a, b, method, tier, confidence, reasons, against, status, by, at } = link;
  return (
    <div>
      <b>{a}</b> and <b>{b}</b>
      <ul className="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {against.map((reason) => (
          <li key={reason} className="against">
            Against: {reason}
          </li>
        ))}
      </ul>
      <small>
        {status} by {by}, <Instant at={at} day /> · {method.replaceAll("-", " ")}
        {tier !== null && `, ${tier}`} · confidence {factor(confidence)}
      </small>
    </div>
  );
}

function keyOf({ platform, id }: Pick<PersonAccount, "platform" | "id">): string {
  return `${platform}:${id}`;
}
