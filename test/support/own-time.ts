/**
 * Starts to measure; the function that comes back gives the milliseconds that this thread was at work
 * at most. The process's CPU time counts the collector's threads, too, and the clock counts other
 * programs: the thread itself used no more than the less of the two.
 */
export function ownTime(): () => number {
  const before = process.cpuUsage();
  const start = performance.now();
  return () => {
    const passed = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return Math.min(passed, (user + system) / 1000);
  };
}
