/** Tells whoever started this process what it uses, as often as it is asked. */
export interface Usage {
  rssMb: number;
  /** the most that it had at any time */
  peakMb: number;
  /** of all its threads, since it began */
  cpuMs: number;
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    peakMb: Math.round(process.resourceUsage().maxRSS / 2 ** 10),
    cpuMs: (user + system) / 1_000,
  };
  process.send?.(usage);
});
