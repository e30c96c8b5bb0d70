// Loaded into a measured process: says at its end, on file descriptor 3, how many kilobytes it held at its peak.
// Linux hands a parent's peak on to the child it starts, so whoever measures must stay small itself.
import { writeSync } from "node:fs";

// What a measured process forks is loaded with this too, and has no such descriptor.
if (!process.channel) process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));
