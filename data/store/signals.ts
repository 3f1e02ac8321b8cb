const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const open = new Set<() => Promise<void>>();

/**
 * Closes a store when the process is told to end, and then lets the signal end it. Where the process
 * has a handler of its own, that one closes its stores, in its order, and this one stands back.
 *
 * @returns a function that forgets the store
 */
export function closeOnSignals(close: () => Promise<void>): () => void {
  if (open.size === 0) for (const signal of SIGNALS) process.on(signal, onSignal);
  open.add(close);
  return () => {
    open.delete(close);
    if (open.size === 0) for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

async function onSignal(signal: NodeJS.Signals): Promise<void> {
  if (process.listenerCount(signal) > 1) return;
  await Promise.allSettled([...open].map((close) => close()));
  process.kill(process.pid, signal);
}
