/** Work that needs no store, done while the store works on what it was just sent. */
export async function meanwhile<T>(work: () => T): Promise<T> {
  // the driver sends on the next tick
  await new Promise<void>((resolve) => process.nextTick(resolve));
  return work();
}
