export { run } from "./commands/up.ts";
export { examine, examineStore } from "./doctor/examine.ts";
export { main, program } from "./main.ts";
export { openMetrics } from "./metrics.ts";
export { measureStanding } from "./metrics-standing.ts";
