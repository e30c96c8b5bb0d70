// The protocol of bench:ranking: what is known at a cutoff, what the year after it brought, and how an order of people fares.
import { endorsedBetween } from "./ranking-dump.mjs";

/** Half-yearly, so that each has a year before and a year after it in the data. */
export const cutoffs = ["2014-01-01", "2014-07-01", "2015-01-01", "2015-07-01", "2016-01-01", "2016-07-01"];
const year = 365;
/** Whom the year after is counted for: the best by accepted answers. */
const best = 50;
/** Fewer contested answers make a win rate luck. */
const leastContested = 15;

/** What is known on a day, and the truth of the year that follows. Self-answers are no help and are in no feature. */
export function atCutoff(dump, cutoff) {
  const day = Date.parse(cutoff) / 86_400_000;
  const past = dump.answers.map(({ at, asker, owner }) => at < day && asker !== owner);
  const future = dump.answers.map(({ at }) => at >= day && at < day + year);
  const before = endorsedBetween(dump, Number.NEGATIVE_INFINITY, day);
  const after = endorsedBetween(dump, day, day + year);
  const count = dump.users.length;
  const votesAfter = sumBy(dump, future, after.net, count);
  const { wins, contested } = winsOf(dump, past, before.net, count);
  const later = winsOf(dump, future, after.net, count);
  return {
    ...{ cutoff, day, past, count, dump, wins, contested, net: before.net },
    accepted: before.accepted.map((times) => Math.min(times, 1)),
    shrunkWins: wins.map((won, user) => (won + 2.5) / (contested[user] + 5)),
    gain: votesAfter.map((votes) => Math.log2(1 + Math.max(votes, 0))),
    acceptedAfter: sumBy(dump, future, after.accepted, count),
    winsAfter: later.wins.map((won, user) =>
      later.contested[user] >= leastContested ? won / later.contested[user] : Number.NaN,
    ),
    candidates: [...new Set(dump.answers.filter((_, i) => past[i]).map(({ user }) => user))].sort((a, b) => a - b),
  };
}

/** Sums something of answers over their authors. */
export function sumBy({ answers }, wanted, values, count) {
  const sums = new Float64Array(count);
  for (const [i, { user }] of answers.entries()) if (wanted[i]) sums[user] += values[i];
  return sums;
}

/** Per person the share of the other answers of each thread that theirs beat in votes, ties half. */
function winsOf({ answers }, wanted, score, count) {
  const threads = new Map();
  for (const [i, { thread }] of answers.entries()) {
    if (!wanted[i]) continue;
    if (threads.has(thread)) threads.get(thread).push(i);
    else threads.set(thread, [i]);
  }
  const wins = new Float64Array(count);
  const contested = new Float64Array(count);
  for (const group of threads.values()) {
    if (group.length < 2) continue;
    for (const one of group) {
      let won = -0.5;
      for (const other of group) won += score[one] > score[other] ? 1 : score[one] === score[other] ? 0.5 : 0;
      wins[answers[one].user] += won / (group.length - 1);
      contested[answers[one].user] += 1;
    }
  }
  return { wins, contested };
}

/** How scores of all users fare at a cutoff. `active` and `compared` are how many people the two correlations rest on. */
export function evaluate(scores, at) {
  const own = at.candidates.map((user) => scores[user]);
  const gain = at.candidates.map((user) => at.gain[user]);
  const order = orderOf(own);
  const ideal = gain.toSorted((a, b) => b - a);
  const acceptedAfter = at.candidates.map((user) => at.acceptedAfter[user]);
  const positives = new Set(orderOf(acceptedAfter).slice(0, best));
  const precision = (k) => order.slice(0, k).filter((place) => positives.has(place)).length / k;
  const ndcg = (k) => discounted(order.slice(0, k).map((place) => gain[place])) / discounted(ideal.slice(0, k));
  const active = order.filter((place) => gain[place] > 0);
  const winsAfter = at.candidates.map((user) => at.winsAfter[user]);
  const compared = order.filter((place) => !Number.isNaN(winsAfter[place]));
  const rho = (places, other) =>
    spearman(
      places.map((place) => own[place]),
      places.map((place) => other[place]),
    );
  return {
    ...{ ndcg20: ndcg(20), ndcg100: ndcg(100), p20: precision(20), p50: precision(50) },
    ...{ rhoAct: rho(active, gain), rhoQ: rho(compared, winsAfter) },
    ...{ active: active.length, compared: compared.length },
    // Positives: whom somebody accepted an answer of in the year after; the best fifty are the ones to find.
    positives: acceptedAfter.filter((times) => times > 0).length,
  };
}

/** Places from the highest value down; equal ones keep their order. */
function orderOf(values) {
  return values.map((_, place) => place).sort((a, b) => values[b] - values[a] || a - b);
}

function discounted(gains) {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}

/** Spearman's rank correlation: Pearson's of mid-ranks. */
export function spearman(a, b) {
  const [x, y] = [midRanks(a), midRanks(b)];
  const mean = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) ** 2;
    yy += (y[i] - mean) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function midRanks(values) {
  const order = values.map((_, place) => place).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
