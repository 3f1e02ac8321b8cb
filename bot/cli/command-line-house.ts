import { DEFAULT_POLICY } from "../../data/policy.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import type { HouseOptions } from "../open-house.ts";
import type { Audience, Person } from "../people/directory.ts";
