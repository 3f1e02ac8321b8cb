/** What `npm run test:deep` was given: how many runs, and the seed to repeat a failure with. */
export function deepOptions(): { count?: number; seed?: number } {
  const { HOMEWARD_DEEP_COUNT: count, HOMEWARD_DEEP_SEED: seed } = process.env;
  return {
    ...(count ? { count: Number(count) } : {}),
    ...(seed ? { seed: Number(seed) } : {}),
  };
}
