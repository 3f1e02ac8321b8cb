import type { PlacementType } from "../vocabulary.ts";

/**
 * The two years whose figures are fixed: what a public paper reported (Derby City Council, Corporate
 * Parenting Board, 30 July 2019, item 07) with fictional children. The only file that states them;
 * everything else in this folder builds towards whatever stands here. Years are named by the
 * calendar year in which the financial year begins. The paper gives the fall in interviews and the
 * strategy meetings without figures: those here (62, 64, 41, 3) are ours.
 */
export interface YearFigures {
  /** missing episodes that start in the year, and the different children they belong to */
  episodes: number;
  individuals: number;
  /** children with exactly one episode */
  oneOff: number;
  /** the children with most episodes, most first, with where they went missing from, in order */
  top: readonly TopChild[];
  /** children and episodes by placement type at the start, the top children included */
  councilHomes: GroupFigures;
  fosterCare: GroupFigures;
  /** episodes of 72 hours or more */
  long: LongFigures;
  /** relative weight of each month, April first */
  months: readonly number[];
  /** away and absent episodes a month, April first; no figure above counts them */
  awayAndAbsent: readonly number[];
}

export interface TopChild {
  parts: readonly { type: PlacementType; episodes: number }[];
  /** had no episode in a council home the year before */
  newToCouncilHomes?: true;
}

export interface GroupFigures {
  children: number;
  episodes: number;
  /** of the children, those with one episode in the year who are not among the top */
  oneOff: number;
}

export interface LongFigures {
  episodes: number;
  /** of these, never with a meeting held; and of those, with one planned */
  withoutMeeting: number;
  plannedOnly: number;
}

const in_ = (type: PlacementType, episodes: number): TopChild => ({ parts: [{ type, episodes }] });

export const ACCEPTANCE_YEARS: Readonly<Record<number, YearFigures>> = {
  2017: {
    episodes: 687,
    individuals: 195,
    oneOff: 118,
    top: [
      in_("council_care_home", 52),
      in_("council_care_home", 41),
      in_("independent_provider", 36),
      in_("council_care_home", 31),
      in_("council_care_home", 28),
      in_("family_home", 24),
      in_("council_care_home", 22),
      in_("council_care_home", 19),
      in_("independent_provider", 17),
      in_("council_care_home", 16),
    ],
    councilHomes: { children: 24, episodes: 308, oneOff: 3 },
    fosterCare: { children: 9, episodes: 12, oneOff: 7 },
    long: { episodes: 27, withoutMeeting: 4, plannedOnly: 0 },
    // the police began to record high-risk children as missing at once in November 2017
    months: [44, 46, 47, 45, 43, 46, 48, 68, 70, 72, 74, 84],
    awayAndAbsent: [19, 18, 20, 19, 18, 20, 19, 7, 7, 6, 7, 6],
  },
  2018: {
    episodes: 1069,
    individuals: 308,
    oneOff: 191,
    top: [
      { parts: [{ type: "council_care_home", episodes: 82 }], newToCouncilHomes: true },
      in_("independent_provider", 55),
      in_("council_care_home", 45),
      in_("council_care_home", 38),
      in_("independent_provider", 33),
      {
        parts: [
          { type: "council_care_home", episodes: 22 },
          { type: "independent_provider", episodes: 6 },
        ],
      },
      in_("council_care_home", 25),
      in_("council_care_home", 22),
      in_("family_home", 20),
      in_("council_care_home", 18),
    ],
    councilHomes: { children: 22, episodes: 345, oneOff: 2 },
    fosterCare: { children: 14, episodes: 43, oneOff: 7 },
    long: { episodes: 41, withoutMeeting: 3, plannedOnly: 1 },
    months: [84, 90, 92, 93, 88, 87, 90, 88, 84, 88, 84, 101],
    awayAndAbsent: [7, 6, 6, 6, 7, 6, 6, 5, 6, 6, 5, 6],
  },
};

/**
 * Return interviews in time, as whole percentages of the episodes that returned in the year, and
 * the change between the unrounded shares, in percentage points to one decimal.
 */
export const ACCEPTANCE_INTERVIEWS = {
  percent: { 2017: 64, 2018: 62 },
  changePoints: -2.0,
} as const;

/** One of the meetings of 2018/19 stays planned: it was put off to this instant. */
export const POSTPONED_MEETING = "2019-08-06T10:00:00+01:00";
