/** Names that reach nobody, and domains under which forges hide an address. */
const nobodys =
  /(^|\.)(localhost|localdomain|local|lan|home|internal|invalid)$|^example\.(com|org|net)$|(^|\.)noreply\./;
const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*$/u;

/** What an address has behind its `@`, in lower case: null where that is no domain that an employer could have, or is masked. */
export function emailDomain(address: string | null | undefined): string | null {
  const found = /^[^\s@]+@([^\s@]+?)\.?$/.exec(address?.trim().toLowerCase() ?? "")?.[1];
  return found === undefined || !domain.test(found) || nobodys.test(found) ? null : found;
}
