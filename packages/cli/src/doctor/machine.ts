import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { explain } from "@groundswell/model";
import { type Finding, failure, fine, warning } from "./finding.ts";

/** Whether this Node is one that Groundswell runs on. */
export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough ? fine("node", version) : failure("node", `${version} is too old: install 20.19 or newer.`);
}

/** What is known of the file system that the embedded store lies on. */
export type Disk = { freeBytes: number; totalBytes: number; kind: number };

// The numbers that statfs gives (Linux: statfs(2)): NFS, SMB, CIFS, SMB2, 9p.
const networkKinds = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997]);
const mega = 1024 * 1024;

/** Whether the embedded store's folder has room, and is on a disk of this machine. */
export function examineDisk({ freeBytes, totalBytes, kind }: Disk): Finding[] {
  const findings: Finding[] = [];
  const free = `${Math.floor(freeBytes / mega).toLocaleString("en-US")} MB are free`;
  const mend = "free space, or move GROUNDSWELL_HOME to another disk.";
  if (freeBytes < 256 * mega) findings.push(failure("disk", `Only ${free} for the store: ${mend}`));
  else if (freeBytes < 2_048 * mega && freeBytes < totalBytes / 10)
    findings.push(warning("disk", `Only ${free} for the store: ${mend}`));
  if (networkKinds.has(kind >>> 0))
    findings.push(
      warning(
        "GROUNDSWELL_HOME",
        "lies on a network share, whose locks and writes the embedded store cannot rely on: choose a folder on a disk of this machine, or set DATABASE_URL.",
      ),
    );
  return findings;
}

/** Whether the embedded store's folder can be there, and what its disk is like. */
export function examineHome(home: string): Finding[] {
  if (home === "") return [failure("GROUNDSWELL_HOME", "is empty: name a folder for the embedded store.")];
  let folder = resolve(home);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, blocks, bsize, type } = statfsSync(folder);
    return examineDisk({ freeBytes: bavail * bsize, totalBytes: blocks * bsize, kind: type });
  } catch (error) {
    return [
      failure(
        "GROUNDSWELL_HOME",
        `${folder} cannot be written (${explain(error)}): let this user write it, or name another folder.`,
      ),
    ];
  }
}
