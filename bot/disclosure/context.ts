import type { Policy } from "../../data/policy.ts";
import type { Scope } from "../turn.ts";

/** Things of the store that have a name which is not a child's. */
export type LabelKind = "placement" | "provider" | "team" | "worker" | "agency";

/** The store's name of a place, team, person at work or agency. Children are not among them. */
export type LabelLookup = (kind: LabelKind, id: number) => string;

/** What disclose needs beside the showable, the audience and the viewer. */
export interface DiscloseContext {
  policy: Policy;
  label: LabelLookup;
  /** whether a placement is a single family or foster household */
  household: (placementId: number) => boolean;
  /** every card of a demonstration store says so */
  demonstration: boolean;
  scope: Scope;
}
