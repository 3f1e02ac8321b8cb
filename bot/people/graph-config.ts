import { z } from "zod";
import { ROLES } from "./directory.ts";

/**
 * What membership of one Entra group means here. Groups are named by object id, never by name.
 * `agency`, `team` and `home` are names in the store.
 */
export const graphGroupSchema = z.strictObject({
  id: z.guid(),
  role: z.enum(ROLES).optional(),
  agency: z.string().trim().min(1).optional(),
  team: z.string().trim().min(1).optional(),
  home: z.string().trim().min(1).optional(),
});
export type GraphGroup = z.infer<typeof graphGroupSchema>;

/** Somebody in several groups has the role, agency, team and home of the first that gives one. */
export const graphSettingsSchema = z.strictObject({ groups: z.array(graphGroupSchema).min(1) });
export type GraphSettings = z.infer<typeof graphSettingsSchema>;
