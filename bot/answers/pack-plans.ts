import type { Policy } from "../../data/policy.ts";
import type { Comparison, Filters, Metric, PackName, Period, Question } from "../../data/vocabulary.ts";

/** A figure of a pack: one line, beside each comparison of the pack. */
export interface PlannedFigure {
  label: string;
  question: Question;
  /** as at the end of the pack's period, where that has passed */
  stock?: true;
  /** stands on the card in chat too */
  key?: true;
}

export interface PlannedRows {
  caption: string;
  question: Question;
  stock?: true;
}

/** One section: what it says, in the order in which it says it. */
export interface PlannedSection {
  title: string;
  figures: PlannedFigure[];
  charts?: PlannedRows[];
  tables?: PlannedRows[];
  /** who has come over the persistent threshold since a month earlier, and who no longer is */
  changes?: true;
  /** the question that its button in chat asks */
  ask?: { title: string; question: Question };
}

/** What each figure of a pack stands beside, nearest first. */
export const PACK_COMPARES: Readonly<Record<PackName, readonly Comparison[]>> = {
  monthly_group: ["previous_period", "previous_year"],
  board_report: ["previous_year"],
};

/** Rows of a table in a pack; more are counted. */
export const MOST_PACK_ROWS = 20;

const COUNCIL: Filters = { placementType: ["council_care_home"] };
const FOSTER: Filters = { placementType: ["foster_care"] };
const LOOKED_AFTER: Filters = { lookedAfter: true };

/**
 * The sections of a pack, in the order of the paper. `trend`: the twelve months that its chart shows;
 * `end`: how the instant of its stocks is said.
 */
export function planPack(
  pack: PackName,
  { period, trend, end }: { period: Period; trend: Period; end: string },
  policy: Policy,
): PlannedSection[] {
  const of = (metric: Metric, more: Partial<Question> = {}): Question => ({
    kind: "question",
    metric,
    filters: {},
    period,
    compare: null,
    groupBy: null,
    limit: null,
    ...more,
  });
  const long = `${policy.longEpisodeHours} hours or more`;
  const window = `${policy.interviewWindowHours} hours`;
  const byMonth = of("episodes", { period: trend, groupBy: "month", compare: "previous_year" });
  const without = of("long_without_strategy_meeting");
  const meetings = {
    title: "Long episodes and strategy meetings",
    figures: [
      { label: `Episodes of ${long}`, question: of("long_episodes"), key: true },
      { label: "Of these without a strategy meeting held", question: without, key: true },
    ],
    ask: { title: "Without a meeting", question: without },
  } satisfies PlannedSection;

  if (pack === "board_report") {
    const homes = of("episodes", { filters: COUNCIL, groupBy: "placement", compare: "previous_year" });
    const byQuarter = of("interview_compliance", { groupBy: "quarter", compare: "previous_year" });
    return [
      {
        title: "Children and episodes",
        figures: [
          { label: "Children who went missing", question: of("individuals"), key: true },
          { label: "Missing episodes", question: of("episodes"), key: true },
        ],
        charts: [{ caption: "Missing episodes by month", question: byMonth }],
        ask: { title: "By month", question: byMonth },
      },
      {
        title: "How the episodes are spread",
        figures: [
          {
            label: "Share of the ten most often missing",
            question: of("top_share", { limit: 10 }),
            key: true,
          },
          { label: "Children with one episode", question: of("one_off_share"), key: true },
        ],
        ask: { title: "Most episodes", question: of("top_missing", { limit: 10 }) },
      },
      {
        title: "Council homes and foster care",
        figures: [
          {
            label: "Children missing from council homes",
            question: of("individuals", { filters: COUNCIL }),
            key: true,
          },
          { label: "Episodes from council homes", question: of("episodes", { filters: COUNCIL }), key: true },
          {
            label: "Children missing from foster care",
            question: of("individuals", { filters: FOSTER }),
            key: true,
          },
          { label: "Episodes from foster care", question: of("episodes", { filters: FOSTER }), key: true },
        ],
        charts: [{ caption: "Missing episodes from council homes", question: homes }],
        ask: { title: "Council homes", question: homes },
      },
      {
        title: "Return interviews",
        figures: [
          { label: `Return interviews within ${window}`, question: of("interview_compliance"), key: true },
        ],
        charts: [{ caption: `Return interviews within ${window}, by quarter`, question: byQuarter }],
        ask: { title: "Interviews", question: byQuarter },
      },
      meetings,
    ];
  }

  const persistent = of("persistent_missing", { period: null, compare: "previous_period" });
  const overdue = of("interviews_overdue");
  const byType = of("episodes", {
    filters: LOOKED_AFTER,
    groupBy: "placement_type",
    compare: "previous_period",
  });
  const homes = of("episodes", { filters: COUNCIL, groupBy: "placement", compare: "previous_period" });
  return [
    {
      title: "The month",
      figures: [
        { label: "Missing episodes", question: of("episodes"), key: true },
        { label: "Children who went missing", question: of("individuals"), key: true },
      ],
      charts: [{ caption: "Missing episodes, the last twelve months", question: byMonth }],
      ask: { title: "Summary", question: of("summary", { compare: "previous_period" }) },
    },
    {
      title: "The most persistently missing",
      figures: [
        {
          label: `Children with ${policy.persistent.episodes} or more episodes in ${policy.persistent.days} days, ${end}`,
          question: of("persistent_missing", { period: null }),
          stock: true,
          key: true,
        },
      ],
      tables: [
        {
          caption: `Their episodes in ${policy.persistent.days} days, ${end} and a month before`,
          question: persistent,
          stock: true,
        },
      ],
      ask: { title: "Persistent", question: persistent },
    },
    {
      title: "Missing from looked-after settings",
      figures: [
        {
          label: "Episodes of looked-after children",
          question: of("episodes", { filters: LOOKED_AFTER }),
          key: true,
        },
        {
          label: "Looked-after children who went missing",
          question: of("individuals", { filters: LOOKED_AFTER }),
        },
        { label: "Episodes from council homes", question: of("episodes", { filters: COUNCIL }), key: true },
        {
          label: "Episodes of children placed out of area",
          question: of("episodes", { filters: { ...LOOKED_AFTER, outOfArea: true } }),
          key: true,
        },
      ],
      charts: [{ caption: "Looked-after children's episodes by placement type", question: byType }],
      tables: [{ caption: "Council homes", question: homes }],
      ask: { title: "By placement", question: byType },
    },
    {
      ...meetings,
      figures: [...meetings.figures, { label: "Strategy meetings held", question: of("strategy_meetings") }],
      tables: [
        {
          caption: `Episodes of ${long}, longest first`,
          question: of("longest_episodes", {
            filters: { minDurationHours: policy.longEpisodeHours },
            limit: MOST_PACK_ROWS,
          }),
        },
        { caption: "Of these without a strategy meeting held", question: without },
      ],
    },
    {
      title: "Return interviews",
      figures: [
        { label: `Return interviews within ${window}`, question: of("interview_compliance"), key: true },
        { label: "Still not done after returns in the month, overdue", question: overdue, key: true },
        { label: `Due, ${end}`, question: of("interviews_due", { period: null }), stock: true },
      ],
      tables: [{ caption: "Overdue after returns in the month", question: overdue }],
      ask: { title: "Overdue", question: overdue },
    },
    {
      title: "Changes since the month before",
      figures: [],
      changes: true,
    },
  ];
}
