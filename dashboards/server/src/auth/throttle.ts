import {
  countAttempt,
  failureKey,
  findUser,
  forgetAttempts,
  noteAudit,
  type Patience,
  type Store,
  takeBackAttempt,
} from "@groundswell/store";

/** What a person mistypes, and far below what a guesser needs. */
const ofAccount: Patience = { attempts: 5, withinMinutes: 15, lockMinutes: 15 };
/** An office may be behind one address. */
const ofAddress: Patience = { attempts: 50, withinMinutes: 15, lockMinutes: 15 };

export type Throttle = {
  /** Counts an attempt. @returns until when nobody may try; null where this one may */
  attempt(email: string, address: string | null): Promise<Date | null>;
  succeeded(email: string, address: string | null): Promise<void>;
};

/** Counts failed sign-ins in the store, so that many servers count together; e-mails of nobody as those of users. */
export function openThrottle(store: Store, now: () => Date): Throttle {
  return {
    async attempt(email, address) {
      const counted = [{ key: failureKey("account", email), patience: ofAccount }];
      if (address !== null) counted.push({ key: failureKey("address", address), patience: ofAddress });
      const attempts = [];
      for (const { key, patience } of counted) attempts.push(await countAttempt(store, key, patience, now()));
      const [account, place] = attempts;
      if (account?.begins) await noteLock(await subjectOf(store, email), ofAccount);
      if (place?.begins) await noteLock(`address ${address}`, ofAddress);
      const ends = attempts.flatMap(({ lockedUntil }) => (lockedUntil ? [lockedUntil.getTime()] : []));
      return ends.length > 0 ? new Date(Math.max(...ends)) : null;
    },
    async succeeded(email, address) {
      await forgetAttempts(store, failureKey("account", email));
      if (address !== null) await takeBackAttempt(store, failureKey("address", address));
    },
  };

  async function noteLock(subject: string, { attempts, lockMinutes }: Patience): Promise<void> {
    const detail = { failures: attempts, lockMinutes };
    await noteAudit(store, { at: now(), actor: "nobody", action: "sign-in.locked", subject, detail });
  }
}

/** How the audit log names whoever a sign-in was tried for. What is typed and no user's e-mail may be a password. */
export async function subjectOf(store: Store, email: string): Promise<string> {
  const user = email.includes("@") ? await findUser(store, email) : null;
  return user ? `user ${user.email}` : "an unknown e-mail";
}
