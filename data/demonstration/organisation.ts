import type { PlacementType } from "../vocabulary.ts";

/** The fixed part of the fictional council: who works there and where children live. */
export const POLICE = "City Police";
export const COUNCIL = "City Council";
export const INTERVIEW_AGENCIES = ["Open Door", "Safe Return"] as const;
export const AGENCIES = [POLICE, COUNCIL, ...INTERVIEW_AGENCIES];

export const OWN_AUTHORITY = "City Council";
export const OTHER_AUTHORITIES = ["County Council", "Borough Council"] as const;

export const AREA_TEAMS = ["North", "South", "East"] as const;
export const CARE_TEAM = "Children in Care";
export const TEAMS = [...AREA_TEAMS, CARE_TEAM];

export const WORKERS: Readonly<Record<string, readonly string[]>> = {
  North: ["Megan Bowen", "Imran Sadiq", "Clare Whitworth", "Joseph Adeleke"],
  South: ["Priti Chauhan", "Daniel Roper", "Ewa Zielinska", "Sharon Blackwell"],
  East: ["Naomi Frederick", "Owen Tranter", "Sabina Kausar", "Michael Pugh"],
  "Children in Care": [
    "Ruth Ackroyd",
    "Kwame Asante",
    "Laura Penhale",
    "Balraj Sohal",
    "Gemma Storey",
    "Rebin Aziz",
  ],
};

/** Who chairs strategy meetings: the teams' managers. */
export const MANAGERS: Readonly<Record<string, string>> = {
  North: "Adele Vance",
  South: "Martin Ogden",
  East: "Yasmin Dar",
  "Children in Care": "Helen Cropper",
};

/** People who hold return interviews, by agency. */
export const INTERVIEWERS: Readonly<Record<string, readonly string[]>> = {
  "Open Door": ["Isaiah Langer", "Tamsin Holt", "Rukhsana Parvez"],
  "Safe Return": ["Bev Tolland", "Marcin Sobczak", "Jodie Amos"],
};

/** Every type that a placement can have; "unknown" is having none. */
export type HomeType = Exclude<PlacementType, "unknown">;

export interface Home {
  name: string;
  type: HomeType;
  provider: string | null;
  /** how often a child is placed there, against the others of its type */
  weight: number;
}

const of =
  (type: HomeType) =>
  (name: string, provider: string | null, weight = 1): Home => ({ name, type, provider, weight });
const council = of("council_care_home");
const independent = of("independent_provider");
const supported = of("supported_accommodation");
const other = of("other");

export const HOMES: readonly Home[] = [
  council("Linden", COUNCIL, 2),
  council("Rosebank", COUNCIL, 2),
  council("Ashdale", COUNCIL),
  council("Millbrook", COUNCIL),
  council("Fernleigh", COUNCIL),
  council("Castle View", COUNCIL),
  independent("Hawthorn Lodge", "Bridgewater Care", 2),
  independent("Bramble Cottage", "Bridgewater Care"),
  independent("Quarry Bank", "Harbour Young People", 2),
  independent("The Paddocks", "Harbour Young People"),
  independent("Stonecroft", "Pennine Way Homes"),
  independent("Larch Grove", "Pennine Way Homes"),
  independent("Meadow Rise", "Elm Tree Residential"),
  independent("Birchwood", "Elm Tree Residential"),
  supported("Station Court", "Stepping Stones", 2),
  supported("Canal Street", "Stepping Stones"),
  supported("Albion Mill", "Keyway Support"),
  supported("Foundry Yard", "Keyway Support"),
  other("Overdale School", "Overdale Trust"),
  other("Kingsmoor Unit", "Overdale Trust"),
];

export const PROVIDERS = [...new Set(HOMES.flatMap((home) => home.provider ?? []))];

/** Foster carers' households; families' own are made with the child (lives.ts). */
export const FOSTER_HOUSEHOLDS: readonly string[] = Array.from(
  { length: 36 },
  (_, i) => `Household F${String(i + 1).padStart(2, "0")}`,
);
