import { runNode } from "./measure.mjs";
import { makePlace } from "./places.mjs";

// Ten million signals hold more than Node grants a process by itself.
const source = ["--conditions=source", "--import", "tsx", "--max-old-space-size=8192"];

/** Runs a program in a process of its own on an empty database, and adds its peak memory to what it found. */
export async function inStore(databaseUrl, args) {
  const place = await makePlace("postgres", databaseUrl);
  try {
    const { stdout, peakMegabytes } = await runNode([...source, ...args], place.env);
    return { ...JSON.parse(stdout), peakMegabytes: Math.round(peakMegabytes) };
  } finally {
    await place.remove();
  }
}
