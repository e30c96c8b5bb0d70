export * from "./canonical-url.ts";
export * from "./links.ts";
export * from "./persons.ts";
