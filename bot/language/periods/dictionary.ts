/** Words to values, and to nothing else: of a plain object "constructor", which anybody may type, would be a word, too. */
export function dictionary<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), entries);
}
