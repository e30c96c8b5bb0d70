/** What an account holds that a person has only one of: a stable id on a platform. */
export type HeldId = { platform: string; id: string };

/** What `heldId` looks at; where the ids are not known, the account's own number stands for them. */
export type HoldingAccount = { id: number; platform: string; platformId?: string; emailHash?: string | null };

const forges: Record<string, string> = { "github.com": "github", "gitlab.com": "gitlab.com" };
const forgePlatforms = new Set(Object.values(forges));

/** The platform of the accounts that stand for awardees; their ids are `file/id`. */
const awardeePlatform = "awardees";

/**
 * The stable id an account holds, or null where its key is only an address: a person has many of those. A commit's account keyed
 * by a forge's number (`github.com+583231`) holds that number at the forge. Each file of awardees is a platform of its own: a person may be
 * in several.
 */
export function heldId({ id, platform, platformId, emailHash }: HoldingAccount): HeldId | null {
  if (platform === "git") {
    if (!platformId?.includes("+")) return null;
    const [, host, number] = /^([a-z\d.-]+)\+(\d+)$/.exec(platformId) ?? [];
    return host && number ? { platform: forges[host] ?? host, id: number } : null;
  }
  if (platform === awardeePlatform && platformId?.includes("/")) {
    const cut = platformId.indexOf("/");
    return { platform: `${platform} ${platformId.slice(0, cut)}`, id: platformId.slice(cut + 1) };
  }
  if (platformId !== undefined && emailHash && platformId.toLowerCase() === emailHash.toLowerCase()) return null;
  return { platform, id: platformId ?? `account ${id}` };
}

/** Whether accounts of a platform are the ones that a forge's number in a commit's address is about. */
export function isForge(platform: string): boolean {
  return forgePlatforms.has(platform);
}

/** Whether two accounts hold different ids of one platform, which only a person may join. */
export function conflict(one: HeldId | null, other: HeldId | null): boolean {
  return one !== null && other !== null && one.platform === other.platform && one.id !== other.id;
}
