import type { Table } from "./tables.ts";

/** A field as the change rows keep it: its column's type says how it is written. */
export type FieldType = Table["columns"][string][1] | "int[]";

/** The SQL of a value as change rows keep it (rows.ts, `Plain`): text that is JSON, null where it is null. */
export function jsonText(type: FieldType, value: string): string {
  switch (type) {
    case "int":
    case "boolean":
      return `${value}::text`;
    case "timestamptz":
      return `'"' || to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`;
    case "date":
      return `'"' || to_char(${value}, 'YYYY-MM-DD') || '"'`;
    case "text":
      return `to_json(${value})::text`;
    case "text[]":
    case "int[]":
      return `array_to_json(${value})::text`;
  }
}

/**
 * The SQL of a JSON object of those fields that are not null. Put together as text: `json_build_object`
 * takes twice as long, and a million rows of a file have one each.
 */
export function filledObject(fields: readonly (readonly [field: string, type: FieldType, value: string])[]) {
  const parts = fields.map(([field, type, value]) => `',"${field}":' || ${jsonText(type, value)}`);
  return `('{' || ltrim(concat(${parts.join(", ")}), ',') || '}')::json`;
}
