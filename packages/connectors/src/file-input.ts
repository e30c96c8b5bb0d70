import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { ConfigError } from "@groundswell/model";

/** A file to read. `bytes` is its size on disk, packed or not; null for standard input, whose size nobody knows. */
export type InputFile = { path: string; bytes: number | null; gzip: boolean };

/** What stands for standard input among paths. */
export const standardInput = "-";

const packed = /\.(7z|zip|rar|bz2|xz|zst|tgz|tar|tar\.gz)$/i;

/** How a message names a file. */
export function fileName(file: Pick<InputFile, "path">): string {
  return file.path === standardInput ? "standard input" : basename(file.path);
}

/**
 * Finds the files behind paths, in the order given; a folder gives those of its files that `wanted` accepts, by name.
 * Everything that can be known without reading on is checked here, before any work starts.
 * @param expected what a folder should hold, for the message: "Posts.xml, Users.xml or Votes.xml"
 * @throws ConfigError for a path that is not there, cannot be read, is empty or packed, or a folder without such files
 */
export async function findFiles(
  paths: string[],
  wanted: (name: string) => boolean,
  expected: string,
): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const path of paths) {
    if (path === standardInput) {
      found.push({ path, bytes: null, gzip: false });
      continue;
    }
    const entry = await stat(path).catch((cause) => refuse(path, cause));
    if (!entry.isDirectory()) {
      found.push(await inspect(path, entry.size));
      continue;
    }
    const names = await readdir(path).catch((cause) => refuse(path, cause));
    const matching = names.filter(wanted).sort();
    if (matching.length === 0) throw new ConfigError(nothingIn(path, names, expected));
    for (const name of matching) found.push(await inspect(join(path, name), (await stat(join(path, name))).size));
  }
  return found;
}

function nothingIn(folder: string, names: string[], expected: string): string {
  const archive = names.find((name) => packed.test(name));
  const advice = archive ? `unpack ${archive} first` : "give the folder or the files that do";
  return `${folder} holds no ${expected}: ${advice}.`;
}

async function inspect(path: string, bytes: number): Promise<InputFile> {
  const archive = packed.exec(path);
  if (archive) throw new ConfigError(`${path} is packed as ${archive[0]}: unpack it first and give what was inside.`);
  const handle = await open(path).catch((cause) => refuse(path, cause));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead === 0) throw new ConfigError(`${path} is empty: fetch or write it again.`);
    const gzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    if (!gzip && /\.gz$/i.test(path))
      throw new ConfigError(`${path} is named .gz but is not gzip: fetch it again, or drop .gz from its name.`);
    return { path, bytes, gzip };
  } finally {
    await handle.close();
  }
}

function refuse(path: string, cause: NodeJS.ErrnoException): never {
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR")
    throw new ConfigError(`${path} is not there: check the path.`, { cause });
  throw new ConfigError(`${path} cannot be read (${cause.code ?? cause.message}): check its permissions.`, { cause });
}

/**
 * Opens a file and unpacks it as it is read, holding no more than a few chunks.
 * @param reached where reading has come to, for the message: "line 12"
 * @returns its bytes, and how many of those on disk were read so far; reading throws ConfigError where the file breaks
 * off or is damaged
 */
export function openInput(
  file: InputFile,
  reached: () => string,
): { chunks: AsyncIterable<Uint8Array>; bytesRead: () => number } {
  if (file.path === standardInput) return { chunks: checked(process.stdin, file, reached), bytesRead: () => 0 };
  const disk = createReadStream(file.path, { highWaterMark: 128 * 1024 });
  // The reader below sees every failure as its own, so the callback has nothing left to do.
  const bytes = file.gzip ? pipeline(disk, createGunzip({ chunkSize: 128 * 1024 }), () => {}) : disk;
  return { chunks: checked(bytes, file, reached), bytesRead: () => disk.bytesRead };
}

async function* checked(
  bytes: AsyncIterable<Uint8Array>,
  file: InputFile,
  reached: () => string,
): AsyncGenerator<Uint8Array> {
  let empty = true;
  try {
    for await (const chunk of bytes) {
      if (chunk.length > 0) empty = false;
      yield chunk;
    }
  } catch (cause) {
    throw new ConfigError(`${fileName(file)} ${damage(cause)} after ${reached()}: fetch it again and repeat.`, {
      cause,
    });
  }
  if (empty) throw new ConfigError(`${fileName(file)} is empty: fetch or write it again.`);
}

function damage(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (code === "Z_BUF_ERROR") return "breaks off in the middle of its gzip data";
  return code.startsWith("Z_") ? "has damaged gzip data" : `cannot be read any further (${code || cause})`;
}
