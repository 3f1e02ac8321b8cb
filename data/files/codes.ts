import type { LegalStatus } from "../vocabulary.ts";
import type { KnownPlacementType, RecordedGender } from "./kinds.ts";

/**
 * The codes of the SSDA903 return's Episodes and Header, and what each is in Homeward's own words. The
 * lists are the Department for Education's ("Children looked after by local authorities in England:
 * technical specification", a section for each code set) for the collection years from 2017 to 2027, as
 * github.com/SocialFinanceDigitalLabs/liia-tools-pipeline has them in `liiatools/ssda903_pipeline/spec/
 * SSDA903_schema_2017.yml` and its yearly changes: PLACE lost H5 and P2 and gained K3 in 2025, and gained
 * Z11 to Z14 in 2026; SEX became M, F and U in 2025. A code of any year is taken in every year.
 */

/** What a code becomes; `other` is a valid code for which Homeward has no word of its own. */
type Meaning<T> = Readonly<Record<string, T>>;

/** K2, a children's home, depends on who provides it: see `placementTypeOf`. */
const PLACES: Meaning<KnownPlacementType | "by_provider"> = {
  A3: "other", // placed for adoption, consent given, with the current foster carer
  A4: "other", // the same, not with the current foster carer
  A5: "other", // placed for adoption by placement order, with the current foster carer
  A6: "other", // the same, not with the current foster carer
  H5: "supported_accommodation", // semi-independent living; to 2024
  K1: "other", // secure children's home
  K2: "by_provider",
  K3: "supported_accommodation", // registered supported accommodation; from 2025
  P1: "family_home", // with own parents or another person with parental responsibility
  P2: "other", // independent living; to 2024
  P3: "other", // residential employment
  R1: "other", // residential care home
  R2: "other", // health trust
  R3: "other", // family centre or mother and baby unit
  R5: "other", // young offender institution or prison
  S1: "other", // residential school that is no children's home
  T0: "other", // any temporary move
  T1: "other", // in hospital
  T2: "other", // on holiday
  T3: "other", // while the foster carer is on holiday
  T4: "other", // seven days or less for any other reason
  U1: "foster_care", // with a relative or friend (U1 to U3), with another carer (U4 to U6)
  U2: "foster_care",
  U3: "foster_care",
  U4: "foster_care",
  U5: "foster_care",
  U6: "foster_care",
  Z1: "other", // other placements; Z11 to Z14 from 2026
  Z11: "other",
  Z12: "other",
  Z13: "other",
  Z14: "other",
};

/** Who provides a placement, in words that a person can read. */
const PROVIDERS: Meaning<string> = {
  PR0: "Parent or person with parental responsibility",
  PR1: "Council's own provision",
  PR2: "Other local authority",
  PR3: "Other public provision",
  PR4: "Private provision",
  PR5: "Voluntary provision",
};

const LEGAL: Meaning<LegalStatus> = {
  C1: "interim_care_order",
  C2: "full_care_order",
  D1: "other", // freeing order
  E1: "placement_order",
  V2: "section_20", // a single period of accommodation
  V3: "section_20", // short breaks, each recorded
  V4: "section_20", // short breaks, the agreement recorded
  J1: "remand",
  J2: "other", // in local authority accommodation under PACE 1984
  J3: "other", // youth rehabilitation order with a residence requirement
  L1: "other", // under police protection
  L2: "other", // emergency protection order
  L3: "other", // child assessment order
};

const SEXES: Meaning<RecordedGender> = { "1": "male", "2": "female", M: "male", F: "female", U: "unknown" };

/** These take a code as `code(cell)` reads it. Whether it is in the list of any year; a blank is not. */
export function isPlace(place: string): boolean {
  return Object.hasOwn(PLACES, place);
}

export function isProvider(provider: string): boolean {
  return Object.hasOwn(PROVIDERS, provider);
}

export function isLegalStatus(status: string): boolean {
  return Object.hasOwn(LEGAL, status);
}

export function isSex(sex: string): boolean {
  return Object.hasOwn(SEXES, sex);
}

/**
 * The placement type of PLACE with PLACE_PROVIDER: K2 with PR1 is the council's own home, K2 with another
 * provider an independent one. Null where PLACE is blank or no code, or K2 stands without its provider.
 */
export function placementTypeOf(place: string, provider: string): KnownPlacementType | null {
  const type = isPlace(place) ? PLACES[place]! : null;
  if (type !== "by_provider") return type;
  if (!isProvider(provider)) return null;
  return provider === "PR1" ? "council_care_home" : "independent_provider";
}

/** PLACE_PROVIDER in words; null where it is blank or no code. */
export function providerOf(provider: string): string | null {
  return isProvider(provider) ? PROVIDERS[provider]! : null;
}

/** The legal status of LS; null where it is blank or no code. */
export function legalStatusOf(status: string): LegalStatus | null {
  return isLegalStatus(status) ? LEGAL[status]! : null;
}

/** The gender of SEX; null where it is blank or no code. */
export function genderOf(sex: string): RecordedGender | null {
  return isSex(sex) ? SEXES[sex]! : null;
}
