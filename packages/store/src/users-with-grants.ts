import { deleteGrants, type Grants, grantsWithout, insertGrants, isAnyGrant, readGrants } from "./grants.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";
import { type By, insertUser, lockUser, type Role, requireUser, type User, writeRole } from "./users.ts";

/**
 * Adds a user together with what they are granted, or nobody.
 * @throws ConfigError as `addUser` and `addGrants`
 */
export async function addUserWithGrants(
  store: Store,
  { name, email, role, grants }: Pick<User, "name" | "email" | "role"> & { grants: Grants },
  by: By,
): Promise<User> {
  const wanted = await readGrants(store, grants);
  const id = await inTransaction(store, async (client) => {
    const added = await insertUser(client, { name, email, role }, by);
    if (isAnyGrant(wanted)) await insertGrants(client, await lockUser(client, added), wanted, by);
    return added;
  });
  return requireUser(store, id);
}

/**
 * Gives a user this role and these grants in place of those they have. All of it holds at once: a lead between two grants would see
 * more than with either.
 * @throws ConfigError where there is no such user, expertise or region, or no admin would be left; nothing is changed then
 */
export async function changeUser(
  store: Store,
  idOrEmail: string,
  { role, grants }: { role: Role; grants: Grants },
  by: By,
): Promise<User> {
  const { id } = await requireUser(store, idOrEmail);
  const wanted = await readGrants(store, grants);
  await inTransaction(store, async (client) => {
    const user = await lockUser(client, id);
    const gone = grantsWithout(user, wanted);
    const added = grantsWithout(wanted, user);
    if (role !== user.role) await writeRole(client, user, role, by);
    if (isAnyGrant(gone)) await deleteGrants(client, user, gone, by);
    if (isAnyGrant(added)) await insertGrants(client, user, added, by);
  });
  return requireUser(store, id);
}
