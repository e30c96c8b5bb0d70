// Builds one report from the database of the environment and prints it as mail, in a process that does nothing else.
// Usage: node reports-build.mjs <report> <instant> <expertise>
import { findReport, printHtml } from "@groundswell/reports";
import { openStore } from "@groundswell/store";

const [name, at, expertise] = process.argv.slice(2);
const report = findReport(name);
const [cadence] = report.cadences;
const window = report.windowAt(new Date(at), cadence);
const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
try {
  // What any way of counting must do at least.
  const [, yardstickSeconds] = await timed(() =>
    store.pool.query(
      "select space_id, account_id, count(*)::int from signals where occurred_at >= $1 and occurred_at < $2 group by 1, 2 having count(*) > 1000000",
      [window.from, window.to],
    ),
  );
  const idleMegabytes = peakMegabytes();
  const [document, buildSeconds] = await timed(() =>
    report.build(store, { expertise: report.of === "all" ? null : expertise, window, cadence }),
  );
  const printable = { document, edition: { id: null, revision: 1, revised: [] } };
  const [mail, printSeconds] = await timed(() =>
    printHtml(printable, { base: "https://groundswell.example", unsubscribe: null }, "mail"),
  );
  const cpu = process.cpuUsage();
  console.log(
    JSON.stringify({
      ...{ yardstickSeconds, buildSeconds, printSeconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, idleMegabytes },
      mailBytes: Buffer.byteLength(mail),
    }),
  );
} finally {
  await store.close();
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return [result, (performance.now() - startedAt) / 1000];
}

function peakMegabytes() {
  return process.resourceUsage().maxRSS / 1024;
}
