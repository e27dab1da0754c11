/**
 * Milliseconds of processor time that this process has taken, its helper threads too: what others on the machine take
 * is not in it.
 */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
