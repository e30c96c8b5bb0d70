/**
 * Whose address a request comes from. What X-Forwarded-For says is believed only of proxies that were named: anybody can write it.
 * @param peer the other end of the connection; null where it is not known
 */
export function clientAddress(request: Request, peer: string | null, proxies: readonly string[]): string | null {
  const hops = (request.headers.get("x-forwarded-for") ?? "").split(",").map((hop) => plain(hop.trim()));
  let address = peer === null ? null : plain(peer);
  while (address !== null && proxies.includes(address)) {
    const before = hops.pop();
    if (!before) break;
    address = before;
  }
  return address;
}

/** IPv4 as it is written, also where it came in over IPv6. */
const plain = (address: string) => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
