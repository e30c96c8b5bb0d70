export type { ExpertiseAnswer, ExpertisesAnswer } from "./api.ts";
export { createServer, type ServerOptions } from "./create-server.ts";
export { type Listening, listen } from "./listen.ts";
export { builtPages } from "./pages.ts";
export type { Problem } from "./problem.ts";
