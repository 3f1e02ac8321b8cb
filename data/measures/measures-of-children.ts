import type { Measure } from "./measure.ts";

const ALL = "count(*)";
const CHILDREN = "count(DISTINCT child_id)";

/** Children, and how their episodes are spread over them. */
export const OF_CHILDREN = {
  individuals: {
    unit: "children",
    event: "start",
    per: "episode",
    numerator: CHILDREN,
    denominator: null,
    period: "year_to_date",
    groups: "all",
    rise: "bad",
    words: () => "Different children with an episode that started in the period.",
  },
  rate: {
    unit: "episodes per child",
    event: "start",
    per: "episode",
    numerator: ALL,
    denominator: CHILDREN,
    period: "year_to_date",
    groups: "all",
    outlier: true,
    rise: "bad",
    words: () => "Episodes that started in the period, divided by the different children who had them.",
  },
  top_missing: {
    unit: "episodes",
    event: "start",
    per: "child",
    numerator: "coalesce(sum(n), 0)",
    denominator: null,
    beside: [
      {
        key: "joint_share",
        label: "Their share of all episodes",
        unit: "share",
        sql: "sum(n) FILTER (WHERE place <= :limit)::float8 / nullif(sum(n), 0)",
      },
    ],
    period: "year_to_date",
    rows: { of: "child", order: "n DESC, latest DESC, child_id", value: "n", unit: "episodes" },
    limit: 10,
    groups: "none",
    rise: "bad",
    words: () => "Children by the number of their episodes that started in the period.",
  },
  top_share: {
    unit: "share",
    event: "start",
    per: "child",
    numerator: "coalesce(sum(n) FILTER (WHERE place <= :limit), 0)",
    denominator: "coalesce(sum(n), 0)",
    period: "year_to_date",
    limit: 10,
    limitIsN: true,
    groups: "all",
    rise: "neutral",
    words: () => "Episodes of the children with most episodes, divided by all episodes of the period.",
  },
  one_off_share: {
    unit: "share",
    event: "start",
    per: "child",
    numerator: "count(*) FILTER (WHERE n = 1)",
    denominator: ALL,
    beside: [
      {
        key: "episodes_share",
        label: "Their share of all episodes",
        unit: "share",
        sql: "count(*) FILTER (WHERE n = 1)::float8 / nullif(sum(n), 0)",
      },
    ],
    period: "year_to_date",
    groups: "all",
    rise: "neutral",
    words: () => "Children with exactly one episode in the period, divided by all children with an episode.",
  },
  persistent_missing: {
    unit: "children",
    event: "start",
    per: "child",
    numerator: "count(*) FILTER (WHERE n >= :threshold)",
    denominator: null,
    period: "now",
    stock: true,
    rows: {
      of: "child",
      where: "n >= :threshold",
      order: "n DESC, latest DESC, child_id",
      value: "n",
      unit: "episodes",
    },
    groups: "not_time",
    rise: "bad",
    words: (p) =>
      `Children with ${p.persistent.episodes} or more episodes that started in the last ${p.persistent.days} days.`,
  },
} satisfies Record<string, Measure>;
