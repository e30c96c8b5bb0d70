/** What happens at each fault, for whoever runs it; beside the counts that show it. */
const meanings = {
  "Redis restarted, append-only file":
    "Workers wait and go on with the jobs that Redis kept. `groundswell status` says what the store knows, and that Redis cannot be used.",
  "Redis restarted, nothing kept":
    "Jobs and schedules are gone. Workers that run look every five minutes and make the schedules anew; sources go on from their cursors in the store.",
  "Redis flushed": "As a restart that kept nothing.",
  "Redis out of memory":
    "With `maxmemory-policy noeviction` jobs are refused and none is thrown away. `/readyz` says that the queues take no jobs.",
  "worker and Redis parted":
    "Jobs of the worker that is cut off are taken by others when their locks have run out. `/readyz` of that worker says that the queues do not answer.",
  "connections to Redis cut": "Workers connect again.",
  "PostgreSQL stopped at once":
    "What was not committed is rolled back. Workers stay, their jobs are tried again. `/readyz` says that the store does not answer.",
  "PostgreSQL's connections exhausted": "Jobs are tried again until there is a connection for them.",
  "statement_timeout hit": "A batch that was ended is rolled back, and its job is tried again.",
  deadlock: "The transaction that PostgreSQL ends is done again at once.",
  "serialization failure": "As a deadlock, under `default_transaction_isolation = 'repeatable read'`.",
  "worker and PostgreSQL parted":
    "A worker that lost the session which kept a source for it ends that pull; whoever is next reads on from the cursor.",
  "worker killed": "What it had saved stays. Its jobs are taken by the next worker when their locks have run out.",
  "worker paused": "Another takes its jobs. A source that the paused one still keeps is read on when that wakes up.",
  "worker paused, its sessions ended":
    "Another reads the source. When the first wakes up, its page is rolled back and its cursor is not written: another pull has begun since.",
  "three schedulers at once": "A slot is one job, whoever schedules it.",
  "poison jobs":
    "Jobs that say nothing known fail for good with a sentence, in `status` and on the page of the queues.",
  "slow consumer":
    "At most three jobs of one source wait: its schedule's, one that was asked for, and one behind that which runs.",
  "clock a day forwards": "A schedule that a wrong clock put too far off is found and made anew.",
  "clock a day backwards": "As forwards: what is too far off is made anew.",
  "schedules made a day ahead": "As above, with a worker that was wrong from its start.",
  "disk of PostgreSQL full": "Batches are refused whole (ENOSPC), and tried again until there is room.",
  "disk of the embedded store full":
    "The command ends with a sentence; what was saved stays, and it goes on when there is room.",
};

/** The counts of each fault, of all its rounds together. */
export function sumFaults(counted) {
  const faults = new Map();
  for (const { fault, ...counts } of counted) {
    const sum = faults.get(fault) ?? { rounds: 0 };
    sum.rounds += 1;
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
    faults.set(fault, sum);
  }
  return Object.fromEntries([...faults].sort(([a], [b]) => a.localeCompare(b, "en")));
}

const columns = ["rounds", "expected", "stored", "lost", "doubled", "missing"];

/** `docs/faults.md` of what `npm run faults` counted. */
export function faultsPage({ machine, faults }) {
  const rows = Object.entries(faults).map(
    ([name, counts]) => `| ${name} | ${columns.map((column) => counts[column].toLocaleString("en-US")).join(" | ")} |`,
  );
  const beside = Object.entries(faults).map(([name, counts]) => {
    const more = Object.entries(counts).filter(([key]) => !columns.includes(key));
    const words = more.map(([key, count]) => `${key}: ${count.toLocaleString("en-US")}`).join("; ");
    return `- **${name}.** ${meanings[name] ?? ""}${words ? ` Counted beside: ${words}.` : ""}`;
  });
  return `# Faults

Made by \`npm run faults\` from bench/faults.json: change that, not this page.

What Groundswell stands on is struck in the middle of reading a simulated internet whose truth is known: a Redis and a PostgreSQL of its own,
real worker processes, and a wire between them that can be cut. Afterwards the store is compared with the truth, signal by signal. \`lost\` are
signals that are not there, \`doubled\` those that are there or counted twice or that never were, \`missing\` the schedules that would not fire.
Each round is a world of its own; the counts are of all rounds together. Locks, backoffs and looks at the schedules are shorter than as shipped,
so that a fault outlasts them within seconds; nothing else differs.

| fault | rounds | expected | in the store | lost | doubled | schedules missing |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

## What happens at each

${beside.join("\n")}

Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, Node ${machine.node}, PostgreSQL ${machine.postgres.version}.
`;
}
