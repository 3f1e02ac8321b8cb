// Makes an empty database in a folder and ends: its process takes the memory with it that this needs.
import { PGlite } from "@electric-sql/pglite";

const database = await PGlite.create({ dataDir: process.argv[2] });
await database.close();
process.exit(0);
