/** Bytes by the tag that names them; those that were asked for last stay. */
export type PackedAnswers = {
  get(tag: string): Uint8Array<ArrayBuffer> | null;
  keep(tag: string, bytes: Uint8Array<ArrayBuffer>): void;
};

/** Keeps packed answers in memory, up to so many bytes in all and an eighth of that each. */
export function packedAnswers(mostBytes = 8 * 1024 * 1024): PackedAnswers {
  const byTag = new Map<string, Uint8Array<ArrayBuffer>>();
  let bytes = 0;
  return {
    get(tag) {
      const found = byTag.get(tag);
      if (!found) return null;
      byTag.delete(tag);
      byTag.set(tag, found);
      return found;
    },
    keep(tag, packed) {
      if (packed.byteLength > mostBytes / 8) return;
      bytes += packed.byteLength - (byTag.get(tag)?.byteLength ?? 0);
      byTag.delete(tag);
      byTag.set(tag, packed);
      for (const [oldest, old] of byTag) {
        if (bytes <= mostBytes) break;
        byTag.delete(oldest);
        bytes -= old.byteLength;
      }
    },
  };
}
