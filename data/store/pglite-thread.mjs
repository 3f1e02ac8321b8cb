// A thread of its own does not inherit the TypeScript loader on Node 20: it is registered here first.
import { register } from "tsx/esm/api";

register();
await import("./pglite-worker.ts");
