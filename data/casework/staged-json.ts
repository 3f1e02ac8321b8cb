import type { Plain } from "./rows.ts";
import type { Table } from "./tables.ts";

/** A field as the change rows keep it: its column's type says how it is written. */
export type FieldType = Table["columns"][string][1] | "int[]";

/** An instant as change rows keep it, in its quotation marks: `to_char` puts them there. */
const INSTANT = `'\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\\"'`;

/** The SQL of a value as change rows keep it (rows.ts, `Plain`): text that is JSON, null where it is null. */
export function jsonText(type: FieldType, value: string): string {
  switch (type) {
    case "int":
    case "boolean":
      return `${value}::text`;
    case "timestamptz":
      return `to_char(${value} AT TIME ZONE 'UTC', ${INSTANT})`;
    case "date":
      return `to_char(${value}, '\\"YYYY-MM-DD\\"')`;
    case "text":
      return `to_json(${value})::text`;
    case "text[]":
    case "int[]":
      return `array_to_json(${value})::text`;
  }
}

export interface JsonField {
  field: string;
  type: FieldType;
  /** its SQL */
  value: string;
  /** in no row null */
  filled: boolean;
  /** its value, where it is the same in every row */
  constant?: Plain;
}

/** Fields of a vocabulary, which the schema sees to: nothing in them needs escaping. */
const CODES: ReadonlySet<string> = new Set([
  "category",
  "startPrecision",
  "endPrecision",
  "placementType",
  "legalStatus",
  "gender",
  "outcome",
  "risk",
]);

/**
 * The SQL of a JSON object of those fields that are not null; the first one never is. A million rows of a
 * file have one each, and putting it together is the dearest part of storing them: as one text, of which no
 * part is made twice (`json_build_object` takes three times as long).
 */
export function filledObject(fields: readonly JsonField[]): string {
  const parts = fields.map(({ field, type, value, filled, constant }, at) => {
    const key = `${at === 0 ? "{" : ","}"${field}":`;
    if (constant !== undefined) return `'${key}${JSON.stringify(constant).replaceAll("'", "''")}'`;
    if (type === "boolean")
      return `CASE WHEN ${value} THEN '${key}true' WHEN NOT ${value} THEN '${key}false' END`;
    const [before, text, after] = CODES.has(field)
      ? [`${key}"`, value, `"`]
      : [key, jsonText(type, value), ""];
    // concat writes a value of any type itself, and takes nothing for a null
    if (filled)
      return [`'${before}'`, type === "int" ? value : text, ...(after ? [`'${after}'`] : [])].join(", ");
    return [`'${before}' || ${text}`, ...(after ? [`'${after}'`] : [])].join(" || ");
  });
  return `concat(${parts.join(", ")}, '}')::json`;
}
