import { defineConfig } from "prisma/config";

// The CLI would download a native schema engine even for `generate`, which never uses it.
// Naming any existing file stops that; migrations run through the WebAssembly engine instead
// (data/store/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
