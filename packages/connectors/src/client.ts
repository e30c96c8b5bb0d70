// The HTTP client alone, for what asks hosts and reads no places: the libraries of the connectors are not loaded with it.
export { createLookingHttp } from "./looking-http.ts";
export { closedRange, isAllowedHost } from "./private-address.ts";
