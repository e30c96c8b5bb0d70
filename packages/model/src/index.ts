export * from "./batch.ts";
export * from "./catalogue.ts";
export * from "./errors.ts";
export * from "./extend-catalogue.ts";
export * from "./is-url.ts";
export * from "./settings.ts";
export * from "./signal.ts";
export * from "./window.ts";
