import type { Answer } from "@groundswell/server";
import { Link } from "@tanstack/react-router";
import { PageHead } from "../../frame/page-head.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { TokensTable } from "./tokens-table.tsx";

/** Everybody's tokens, for admins. */
export function TokensPage() {
  const asked = useAnswer<Answer["TokensAnswer"]>("/api/tokens?of=everybody");
  const { answer } = useAnswer<Answer["UsersAnswer"]>("/api/users");
  const owners = new Map((answer?.users ?? []).map(({ id, name }) => [id, name]));
  return (
    <>
      <PageHead title="Tokens of everybody" />
      <p className="aside">
        Programs ask with these. Each user makes their own under <Link to="/account">My account</Link>.
      </p>
      <section className="panel" aria-label="Tokens">
        <Answered asked={asked} what="the tokens" lines={8}>
          {({ tokens }) => <TokensTable tokens={tokens} owners={owners} />}
        </Answered>
      </section>
    </>
  );
}
