/** Milliseconds of the processor since the process began. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

// About what the machine that the limits of processor time were set on takes, with nothing else on it.
const yardstickMs = 380;

/**
 * How many times as long as the machine that limits of processor time were set on this one takes just now; never below 1. For when a limit was
 * passed: a slow machine, or one whose two processors are one core that others use too, is no mistake of what was measured.
 */
export function slowness(): number {
  const before = processorMs();
  // Half of it the work of regular expressions, half of it arithmetic.
  `${" ".repeat(20_000)}x`.replace(/\s+$/, "");
  let sum = 0;
  for (let n = 0; n < 5e7; n++) sum = (sum * 31 + n) | 0;
  return Math.max(1, (processorMs() - before + (sum & 0)) / yardstickMs);
}
