/** Whether a cell says nothing: spaces alone are nothing too. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** A code or an id as everything but rule 1006 reads it: upper case, without spaces around it. */
export function code(text: string): string {
  return text.trim().toUpperCase();
}

/**
 * The day `yyyy-mm-dd` of a return's date, from 1900 to 2199. The return writes `dd/mm/yyyy` and nothing
 * else; else null. (`isDay` asks the same and takes long: a national return has half a million dates.)
 */
export function returnDay(text: string): string | null {
  const match = /^(\d\d)\/(\d\d)\/((?:19|20|21)\d\d)$/.exec(text);
  if (!match) return null;
  const [, day, month, year] = match as unknown as [string, string, string, string];
  const instant = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = instant.getUTCDate() === Number(day) && instant.getUTCMonth() === Number(month) - 1;
  return real ? `${year}-${month}-${day}` : null;
}

/** A day as the return writes it, `dd/mm/yyyy`. */
export function returnDate(day: string): string {
  return day.split("-").reverse().join("/");
}
