import { useState } from "react";
import { remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Empty } from "../../parts/states.tsx";
import { useAction } from "../../use-action.ts";
import { type Token, tokenState } from "./token-state.ts";

type TokensTableProps = {
  tokens: Token[];
  /** Names of users by id, where tokens are of several. */
  owners?: ReadonlyMap<string, string>;
};

/** Tokens with what they may, their end, their last use, and the way to revoke them. */
export function TokensTable({ tokens, owners }: TokensTableProps) {
  const [now] = useState(() => new Date());
  const [sorting, setSorting] = useState<Sorting>({ sort: "created", direction: "down" });
  const revoke = useAction(({ id }: Token) => remove(`/api/tokens/${id}`), ["/api/tokens"]);
  if (tokens.length === 0)
    return (
      <Empty title="There is no token.">
        <p>A token lets a program ask the API in your name, within its scopes and until its end.</p>
      </Empty>
    );
  return (
    <>
      <DataTable
        caption="Tokens"
        columns={columnsOf(now, owners, revoke.isPending, (token) => revoke.mutate(token))}
        rows={tokens}
        rowKey={({ id }) => String(id)}
        rowClass={(token) => (tokenState(token, now) === "works" ? "" : "ended")}
        sorting={sorting}
        onSort={setSorting}
        shown={50}
        noun="token"
      />
      <ActionState
        action={revoke}
        doing="Revoking…"
        done={revoke.variables && `“${revoke.variables.name}” is revoked: it lets nobody in any more.`}
      />
    </>
  );
}

function columnsOf(
  now: Date,
  owners: TokensTableProps["owners"],
  busy: boolean,
  onRevoke: (token: Token) => void,
): readonly Column<Token>[] {
  const owner: Column<Token> = {
    key: "owner",
    label: "User",
    value: ({ user }) => owners?.get(user) ?? user,
    cell: ({ user }) => owners?.get(user) ?? user,
  };
  return [
    {
      key: "name",
      label: "Name",
      names: true,
      value: ({ name }) => name,
      cell: ({ name, scopes }) => (
        <>
          {name}
          <small>{scopes.join(", ")}</small>
        </>
      ),
    },
    ...(owners ? [owner] : []),
    {
      key: "created",
      label: "Made",
      wide: true,
      first: "down",
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Instant at={createdAt} day />,
    },
    {
      key: "ends",
      label: "Ends",
      value: ({ expiresAt }) => expiresAt,
      cell: (token) => {
        const state = tokenState(token, now);
        return (
          <>
            {state === "works" ? "" : `${state} `}
            <Instant at={token.revokedAt ?? token.expiresAt} day />
          </>
        );
      },
    },
    {
      key: "used",
      label: "Last used",
      wide: true,
      first: "down",
      value: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} /> : "never"),
    },
    {
      key: "revoke",
      label: <span className="hidden">What to do</span>,
      cell: (token) =>
        tokenState(token, now) === "works" && (
          <button type="button" className="quiet" disabled={busy} onClick={() => onRevoke(token)}>
            Revoke<span className="hidden"> {token.name}</span>
          </button>
        ),
    },
  ];
}
