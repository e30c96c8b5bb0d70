import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { ChangeUserDialog } from "./change-user-dialog.tsx";
import { saySight } from "./grants.ts";
import { InviteDialog } from "./invite-dialog.tsx";

export type User = Answer["UserAnswer"];

/** Everybody who may sign in, and what they see. */
export function UsersPage() {
  const asked = useAnswer<Answer["UsersAnswer"]>("/api/users");
  const [changed, setChanged] = useState<string | null>(null);
  const [invites, setInvites] = useState(false);
  const [sorting, setSorting] = useState<Sorting>({ sort: "name", direction: "up" });
  const columns = columnsOf(setChanged);
  return (
    <>
      <PageHead title="Users">
        <button type="button" className="button" onClick={() => setInvites(true)}>
          Invite somebody
        </button>
      </PageHead>
      <section className="panel" aria-label="Users">
        <Answered asked={asked} what="the users" lines={8}>
          {({ users }) => (
            <>
              {users.length === 0 ? (
                <Empty title="Nobody is a user yet.">
                  <p>Who is invited gets a link, sets a password with it, and sees what they are granted.</p>
                </Empty>
              ) : (
                <DataTable
                  caption="Users"
                  columns={columns}
                  rows={users}
                  rowKey={({ id }) => id}
                  sorting={sorting}
                  onSort={setSorting}
                  shown={100}
                  noun="user"
                />
              )}
              {users
                .filter(({ id }) => id === changed)
                .map((user) => (
                  <ChangeUserDialog key={user.id} user={user} onClose={() => setChanged(null)} />
                ))}
            </>
          )}
        </Answered>
      </section>
      {invites && <InviteDialog onClose={() => setInvites(false)} />}
    </>
  );
}

function columnsOf(onChange: (user: string) => void): readonly Column<User>[] {
  return [
    {
      key: "name",
      label: "Name",
      names: true,
      value: ({ name }) => name,
      cell: ({ name, email }) => (
        <>
          {name}
          <small>{email}</small>
        </>
      ),
    },
    { key: "role", label: "Role", value: ({ role }) => role, cell: ({ role }) => role },
    { key: "sight", label: "Sees", wide: true, value: saySight, cell: saySight },
    {
      key: "state",
      label: "State",
      wide: true,
      value: ({ disabledAt }) => disabledAt ?? "",
      cell: ({ disabledAt, createdAt }) =>
        disabledAt ? (
          <span className="said-wrong">
            disabled <Instant at={disabledAt} day />
          </span>
        ) : (
          <>
            since <Instant at={createdAt} day />
          </>
        ),
    },
    {
      key: "change",
      label: <span className="hidden">What to do</span>,
      cell: ({ id, name }) => (
        <button type="button" className="quiet" onClick={() => onChange(id)}>
          Change<span className="hidden"> {name}</span>…
        </button>
      ),
    },
  ];
}
