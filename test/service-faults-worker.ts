/**
 * `groundswell worker` as it is, but for how soon it notices what goes wrong: the fault suites start it and strike it. Its one argument
 * says which workers and how soon, as JSON; a message of milliseconds sets its clock that far from the right time.
 */
import { run } from "@groundswell/cli";

const RealDate = Date;
let aheadMs = 0;

class SetDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...(given as [number]));
  }
  static override now() {
    return RealDate.now() + aheadMs;
  }
}

globalThis.Date = SetDate as DateConstructor;
process.on("message", (ms) => {
  aheadMs = Number(ms);
});
// Whoever started it is gone, and its servers with it.
process.on("disconnect", () => process.exit());
const { aheadMs: atStart, ...how } = JSON.parse(process.argv[2] ?? "{}");
aheadMs = atStart;
await run({ ...how, serves: false });
process.exit();
