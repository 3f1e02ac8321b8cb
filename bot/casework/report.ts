import { z } from "zod";
import { reportMissing } from "../../data/casework/reports.ts";
import { openEpisodes } from "../../data/faces.ts";
import { RISKS } from "../../data/vocabulary.ts";
import { momentValues } from "../disclosure/forms/form.ts";
import { NONE } from "../disclosure/forms/report.ts";
import { mayName } from "../disclosure/permissions.ts";
import type { Presence } from "../presence.ts";
import {
  type About,
  type CaseForm,
  caseForm,
  episodeChange,
  momentOf,
  momentSchema,
  typedMoment,
} from "./case-form.ts";
import { receiptOf } from "./receipt.ts";

const chosenId = z.string().max(12).default(NONE);

/** A child is missing: a new episode, from when they were last seen. */
export const reportForm: CaseForm = caseForm({
  form: "report",
  subject: "child",
  schema: z.object({
    ...momentSchema,
    category: z.enum(["missing", "away"]).default("missing"),
    risk: z.enum([...RISKS, NONE]).default(NONE),
    agency: chosenId,
    placement: chosenId,
  }),
  find: async () => null,
  /** Who is missing already is not reported again: the episode, and by whom it was. */
  async instead(presence, { child }) {
    const [episode] = await openEpisodes(presence.house.store.db, [child.id], presence.now);
    return episode ? receiptOf(presence, reportForm, episode, { again: true }) : null;
  },
  values: ({ house, now, viewer }, { child }, request) => ({
    ...momentValues(typedMoment(request) ?? now, house.policy.timeZone),
    category: request?.filters.category?.[0] ?? "missing",
    risk: request?.slots?.risk ?? request?.filters.risk?.[0] ?? NONE,
    agency: String(viewer?.agencyId ?? NONE),
    placement: String(child.placementId ?? NONE),
  }),
  options: offered,
  async run(w, about, inputs, presence) {
    const startedAt = momentOf(inputs, null);
    if (!startedAt) return { problem: "not_a_time" };
    const { agency, placement } = offered(presence, about);
    const [outcome] = await reportMissing(w, [
      {
        childId: about.child.id,
        startedAt,
        category: inputs.category,
        risk: inputs.risk === NONE ? null : inputs.risk,
        agencyId: chosen(inputs.agency, agency),
        // left out, it is the child's own, and marked as assumed
        placementId: chosen(inputs.placement, placement),
      },
    ]);
    return outcome!.ok ? outcome! : { problem: outcome!.why };
  },
  stands: ({ endedAt, voided }) => endedAt === null && !voided,
  recorded: episodeChange("startedAt"),
});

/** The agencies; where the presser may read the child's name, the homes and the child's own placement. */
function offered({ names: { names }, viewer, show, audience }: Presence, { child }: About) {
  const knows = audience === "personal" && mayName(viewer, child);
  const placements = names.placements.map(({ id }) => id);
  return {
    agency: names.agencies.map(({ id }) => id),
    // the home of a family or of foster carers tells of whoever lives there
    placement: knows ? placements.filter((id) => id === child.placementId || !show.household(id)) : [],
  };
}

function chosen(value: string, ids: readonly number[]): number | null {
  return ids.find((id) => String(id) === value) ?? null;
}
