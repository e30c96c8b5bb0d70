import type { Socket } from "node:net";
import { RefusedError, UnavailableError } from "@groundswell/model";
import type { Http, Place } from "./http.ts";

/** What TLS says of a certificate that it does not accept, by OpenSSL's names for it. */
const badCertificate: [RegExp, string][] = [
  [/^CERT_HAS_EXPIRED$/, "has expired: its operator must renew it"],
  [/^CERT_NOT_YET_VALID$/, "is not valid yet: check the clock of this machine"],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    "is for another name: give the host as its certificate has it",
  ],
  [/^CERT_REVOKED$/, "has been revoked: its operator must replace it"],
  [
    /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_|_CA$/,
    "is of no certificate authority that is trusted here: if it is yours, name that authority's file in NODE_EXTRA_CA_CERTS",
  ],
];

/**
 * Connects to a news server.
 * @throws RefusedError where its certificate is not to be trusted or it speaks no TLS; UnavailableError where it is not
 * reached
 */
export async function openPlace(http: Http, place: Place): Promise<Socket> {
  try {
    return await http.connect(place);
  } catch (error) {
    const code = errorCode(error);
    const at = `${place.host}:${place.port}`;
    if (place.tls && /^(ERR_SSL_|EPROTO$)/.test(code))
      throw new RefusedError(`${at} does not speak TLS (${code}): set this source's port, or set tls to false.`, {
        cause: error,
      });
    const why = place.tls ? badCertificate.find(([known]) => known.test(code))?.[1] : undefined;
    if (why === undefined || !(error instanceof UnavailableError)) throw error;
    throw new RefusedError(`The certificate of ${at} ${why} (${code}).`, { cause: error });
  }
}

function errorCode(error: unknown): string {
  const { cause } = error as Error;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? "";
}
