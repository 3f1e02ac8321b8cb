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

export type SqlType = "int" | "int[]" | "text" | "text[]" | "float8" | "boolean" | "timestamptz" | "interval";
