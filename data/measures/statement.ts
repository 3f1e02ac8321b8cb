/**
 * A statement under construction: its text, and the values that stand behind `$1`, `$2` …
 * Values never become text.
 */
export class Statement {
  readonly params: unknown[] = [];
  private readonly shared = new Map<string, string>();

  /** The placeholder of a value, cast to a PostgreSQL type. Instants go as ISO text. */
  bind(value: unknown, type: SqlType): string {
    this.params.push(value instanceof Date ? value.toISOString() : value);
    return `$${this.params.length}::${type}`;
  }

  /** The one placeholder of a value that a statement uses in several places. */
  share(value: string | number, type: SqlType): string {
    const key = `${type} ${value}`;
    const placeholder = this.shared.get(key) ?? this.bind(value, type);
    this.shared.set(key, placeholder);
    return placeholder;
  }
}

/** A finished statement. */
export interface SqlText {
  text: string;
  params: unknown[];
}

/**
 * Statements with the same columns as one; of several, `nth` (from 0) tells whose each row is. The
 * same texts always make the same text: a statement is kept by it.
 */
export function asOneStatement(all: readonly SqlText[]): SqlText {
  if (all.length === 1) return all[0]!;
  const params: unknown[] = [];
  const texts = all.map(({ text, params: own }, nth) => {
    const before = params.push(...own) - own.length;
    const renumbered = text.replace(/\$(\d+)/g, (_, n: string) => `$${before + Number(n)}`);
    return `SELECT ${nth} AS nth, f.* FROM (${renumbered}) f`;
  });
  return { text: texts.join("\nUNION ALL\n"), params };
}

export type SqlType = "int" | "int[]" | "text" | "text[]" | "float8" | "boolean" | "timestamptz" | "interval";
