import { isDay } from "../../calendar.ts";

/** The day on which somebody turns 18; born on 29 February, 1 March of a year without one (as `ageOn`). */
export function eighteenthBirthday(born: string): string {
  const year = Number(born.slice(0, 4)) + 18;
  const day = `${year}${born.slice(4)}`;
  return isDay(day) ? day : `${year}-03-01`;
}
