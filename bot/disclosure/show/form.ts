import type { Fact, FormView, Input, NoticeView } from "../../../cards/views.ts";
import { isDay } from "../../../data/calendar.ts";
import { instantText } from "../../answers/sentences.ts";
import type { FormShowable } from "../forms/form.ts";
import { FORMS } from "../forms/forms.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { NOT_SHOWN, NOTICES, problemText } from "../sentences.ts";
import { riskText } from "../words.ts";
import { frame, notice } from "./frame.ts";

/**
 * A form of casework, for a viewer who may press it for this child. The child stands by name only
 * where the viewer may read names, and the button's data is ids.
 */
export function showForm(showable: FormShowable, lens: Lens): FormView | NoticeView {
  const { form, child, episode, version, problem, over = false } = showable;
  const { context, audience } = lens;
  const words = FORMS[form];
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (!lens.mayPress(`${form}.open`, child.id)) return notice(NOTICES.not_allowed, context, "refusal");
  const about = episode && lens.episode(episode.id);
  if (episode && about?.childId !== child.id) return notice(NOT_SHOWN, context, "refusal");
  return {
    card: "form",
    ...frame(words.title, context, over ? [CANCEL] : []),
    facts: [{ label: "Child", value: lens.child(child.id) }, ...(about ? episodeFacts(about, lens) : [])],
    inputs: words.inputs(showable, lens).map((input) => ({ ...input, value: givenValue(input, lens) })),
    problem: meanwhileText(showable, lens) ?? problemText(problem, audience === "personal", words.whom),
    submit: {
      title: words.submit,
      verb: `${form}.log`,
      data: { id: about?.id ?? child.id, version },
      style: "positive",
    },
  };
}

const CANCEL = { title: "Cancel", verb: "form.cancel", data: {} };

function meanwhileText({ meanwhile }: FormShowable, { context }: Lens): string | null {
  if (!meanwhile) return null;
  const when = instantText(meanwhile.at, context.policy.timeZone);
  return `${meanwhile.name ?? "A colleague"} changed this episode meanwhile, ${when}. Check the details, then send it again.`;
}

function episodeFacts(episode: EpisodeMinimum, { context }: Lens): Fact[] {
  const zone = context.policy.timeZone;
  const facts = [
    { label: "Episode", value: episode.reference },
    { label: "Missing since", value: instantText(episode.startedAt, zone) },
    { label: "Risk", value: riskNow(episode) },
  ];
  if (episode.endedAt) facts.splice(2, 0, { label: "Returned", value: instantText(episode.endedAt, zone) });
  if (episode.placement) facts.push({ label: "Placement", value: episode.placement });
  return facts;
}

/** The grade that is held now; an episode counts with the highest one that it held. */
function riskNow({ grade, risk }: EpisodeMinimum): string {
  const now = riskText(grade);
  return grade === risk ? now : `${now} (was ${riskText(risk).toLowerCase()})`;
}

/** What was filled in may be anything; typed words are about a child and are shown in a 1:1 chat only. */
function givenValue(input: Input, { audience }: Lens): string {
  const { value } = input;
  switch (input.type) {
    case "date":
      return isDay(value) ? value : "";
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : "";
    case "text":
      return audience === "personal" ? value : "";
    case "choice":
      return value
        .split(",")
        .filter((one) => input.choices.some((choice) => choice.value === one))
        .join(",");
  }
}
