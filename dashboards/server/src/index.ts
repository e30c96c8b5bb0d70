export * from "./access.ts";
export type * from "./answers.ts";
export type { Access } from "./api.ts";
export { createServer, type ServerOptions } from "./create-server.ts";
export { type Listening, listen } from "./listen.ts";
export { openToAll } from "./open-to-all.ts";
export { builtPages } from "./pages.ts";
export type { Problem } from "./problem.ts";
