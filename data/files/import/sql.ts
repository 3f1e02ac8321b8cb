/** A text as SQL; for values that stand in the middle of statements that are put together. */
export function literal(text: string | null): string {
  return text === null ? "NULL::text" : `'${text.replaceAll("'", "''")}'::text`;
}

/** An instant as SQL. */
export function instantLiteral(at: Date): string {
  return `'${at.toISOString()}'::timestamptz`;
}
