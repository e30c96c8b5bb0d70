import { createHmac, timingSafeEqual } from "node:crypto";

const purpose = "groundswell unsubscribe";

/** Where a subscriber ends a subscription without signing in: the number is signed, so that nobody ends another's. */
export function unsubscribeAddress(publicUrl: string, secret: string, subscription: number): string {
  return `${publicUrl}/unsubscribe/${subscription}.${macOf(secret, subscription)}`;
}

/** The subscription that the last part of such an address is for; null where it was not signed here. */
export function readUnsubscribe(secret: string, token: string): number | null {
  const [, digits = "", mac = ""] = /^([1-9]\d{0,14})\.([\w-]{43})$/.exec(token) ?? [];
  if (mac === "") return null;
  const subscription = Number(digits);
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, subscription))) ? subscription : null;
}

function macOf(secret: string, subscription: number): string {
  return createHmac("sha256", secret).update(`${purpose}\n${subscription}`).digest("base64url");
}
