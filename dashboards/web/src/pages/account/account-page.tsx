import type { Answer } from "@groundswell/server";
import { PageHead } from "../../frame/page-head.tsx";
import { useMe } from "../../me.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { TokensTable } from "../tokens/tokens-table.tsx";
import { saySight } from "../users/grants.ts";
import { AddToken } from "./add-token.tsx";
import { ChangePassword } from "./change-password.tsx";
import { SignOutEverywhere } from "./sign-out-everywhere.tsx";

/** Who I am here, my password, my sessions and my tokens. */
export function AccountPage() {
  const { asker, demo } = useMe();
  return (
    <>
      <PageHead title="My account" />
      <section className="panel" aria-label="Who I am">
        <h2>{asker.name}</h2>
        <p>
          Role <b>{asker.role}</b>; sees {saySight({ role: asker.role, ...grantsOf(asker) })}.
        </p>
        <p className="aside">An admin of this server changes that.</p>
      </section>
      {demo ? (
        <Empty title="Nobody signs in to the demonstration.">
          <p>Passwords, sessions and tokens are for servers that keep their store.</p>
        </Empty>
      ) : (
        <>
          <MyTokens />
          <ChangePassword />
          <SignOutEverywhere />
        </>
      )}
    </>
  );
}

function MyTokens() {
  const asked = useAnswer<Answer["TokensAnswer"]>("/api/tokens");
  return (
    <section className="panel" aria-label="My tokens">
      <h2>My tokens</h2>
      <p className="aside">
        A program asks with <code>Authorization: Bearer …</code>. A token may no more than you, and only its scopes.
      </p>
      <Answered asked={asked} what="your tokens" lines={5}>
        {({ tokens }) => <TokensTable tokens={tokens} />}
      </Answered>
      <AddToken />
    </section>
  );
}

type Asker = ReturnType<typeof useMe>["asker"];

function grantsOf({ expertises, regions }: Asker): { expertises: string[]; regions: string[] } {
  return {
    expertises: expertises === "all" ? ["*"] : [...expertises],
    regions: regions === "all" ? [] : [...regions],
  };
}
