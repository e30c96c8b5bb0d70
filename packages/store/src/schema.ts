export * from "./schema/access.ts";
export * from "./schema/account-facts.ts";
export * from "./schema/collecting.ts";
export * from "./schema/identity.ts";
export * from "./schema/judging.ts";
export * from "./schema/places.ts";
export * from "./schema/serving.ts";
export * from "./schema/signals.ts";
