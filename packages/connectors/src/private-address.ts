import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { RefusedError } from "@groundswell/model";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";

/** Looks up every address of a name: `dns.lookup` with `all`. */
export type LookUp = (
  name: string,
  options: { all: true },
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** What is public by its range and answers only the machines of one cloud: Azure's metadata service. */
const metadataAddresses = new Set(["168.63.129.16"]);
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * What keeps an address off the open internet, as the name of its range (`private`, `loopback`, `linkLocal`…; the
 * IANA special-purpose registries, RFC 6890); null where nothing does. Addresses that carry an IPv4 address inside
 * (mapped, NAT64, 6to4) are judged by it: behind a NAT64, every IPv4 host has such an address.
 */
export function closedRange(address: string): string | null {
  if (!ipaddr.isValid(address)) return "unreadable";
  const parsed = ipaddr.process(address);
  if (metadataAddresses.has(parsed.toString())) return "metadata";
  const range = parsed.range();
  if (parsed instanceof ipaddr.IPv6) {
    const carried = carriedAddress(parsed);
    if (carried !== null) return closedRange(carried);
    if (range === "unicast" && !parsed.match(globalUnicast)) return "reserved";
  }
  return range === "unicast" ? null : range;
}

/** The IPv4 address inside a NAT64 (RFC 6052) or 6to4 (RFC 3056) address, or null. */
function carriedAddress(address: ipaddr.IPv6): string | null {
  const bytes = address.toByteArray();
  const four = (at: number) => bytes.slice(at, at + 4).join(".");
  if (address.range() === "6to4") return four(2);
  const wellKnown = address.match(ipaddr.IPv6.parseCIDR("64:ff9b::/96"));
  return wellKnown ? four(12) : null;
}

/**
 * Whether a host is in a list of names, or of `name:port`, whatever their case; the port of a name alone is any.
 * @param host as `URL.hostname` has it
 */
export function isAllowedHost(host: string, port: string, allowHosts: readonly string[]): boolean {
  const name = bareName(host);
  return allowHosts.some((allowed) => {
    const entry = bareName(allowed);
    return entry === name || entry === `${name}:${port}`;
  });
}

function bareName(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

/**
 * Connects undici to public addresses only. The address that is judged is the one that is connected to: a name that
 * answers differently the next time (DNS rebinding) gains nothing. Hosts that are allowed by name may be anywhere.
 * @throws RefusedError, through the callback, naming the host and how to allow it
 */
export function guardedConnector(
  connectMs: number,
  allowHosts: readonly string[],
  lookUp: LookUp = systemLookup,
): buildConnector.connector {
  const open = buildConnector({ timeout: connectMs, lookup: judgedLookup(lookUp, () => null) });
  const guarded = buildConnector({ timeout: connectMs, lookup: judgedLookup(lookUp, closedRange) });
  return (options, done) => {
    const { hostname, protocol } = options;
    const port = options.port || (protocol === "https:" ? "443" : "80");
    if (isAllowedHost(hostname, port, allowHosts)) return open(options, done);
    // A host that is an address already is never looked up.
    const literal = bareName(hostname);
    const range = ipaddr.isValid(literal) ? closedRange(literal) : null;
    if (range !== null) return done(refusal(hostname, range), null);
    return guarded(options, done);
  };
}

/** A lookup for a connection, which hands on what `lookUp` found or fails where any of a name's addresses is closed. */
export function judgedLookup(lookUp: LookUp, rangeOf: (address: string) => string | null): LookupFunction {
  return (name, options, found) => {
    lookUp(name, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, "", 0);
      for (const { address } of addresses) {
        const range = rangeOf(address);
        if (range !== null) return found(refusal(name, range), "", 0);
      }
      const [first] = addresses;
      if (options.all) return found(null, addresses);
      return found(null, first?.address ?? "", first?.family ?? 0);
    });
  };
}

function refusal(host: string, range: string): RefusedError {
  const kind = range.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new RefusedError(
    `${host} is at a ${kind} address, not on the open internet: check the address, or name ${bareName(host)} in GROUNDSWELL_ALLOW_HOSTS if it is yours.`,
  );
}
