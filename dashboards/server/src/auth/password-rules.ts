import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

const least = 12;
/** Longer ones would make hashing a burden. */
const most = 128;
/** Of zxcvbn, 0 to 4: 3 is more than 10^8 guesses (Wheeler 2016, "zxcvbn: Low-Budget Password Strength Estimation"). */
const leastScore = 3;
/** Characters beside what others know of the user. */
const leastBesides = 8;

/**
 * Why a password will not do, as a sentence; null where it will.
 * @param own what others know of its user: it makes no password stronger
 */
export async function passwordFault(password: string, own: { email: string; name: string }): Promise<string | null> {
  if (password.length < least) return `The password has fewer than ${least} characters: give a longer one.`;
  if (password.length > most) return `The password has more than ${most} characters: give a shorter one.`;
  const email = own.email.trim().toLowerCase();
  const words = [email, ...email.split(/[@.]/), ...own.name.split(/\s+/), "groundswell"].filter(
    (word) => word.length > 2,
  );
  const { score } = (await estimator()).check(password, words);
  const rest = words.reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), password.toLowerCase());
  return score < leastScore || rest.length < leastBesides
    ? "The password is easily guessed: it is a common one, a pattern, or made of your name or e-mail. Give one of several unrelated words."
    : null;
}

let estimating: Promise<ZxcvbnFactory> | null = null;

/** Read when the first password is set: the dictionaries are large, and most processes never need them. */
function estimator(): Promise<ZxcvbnFactory> {
  estimating ??= Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]).then(
    ([{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs: graphs }]) => new Factory({ dictionary, graphs }),
  );
  return estimating;
}
