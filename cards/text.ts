/**
 * Text on its way into a card. Data is never trusted to be free of Markdown: names of children,
 * placements and typed notes are shown as they are written, and format nothing.
 */

/** Line breaks, control characters and direction overrides: they could imitate parts of the card. */
const UNSHOWABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Text with neither these nor half a character: nearly all of it. */
const SHOWABLE = /^[ -~\u00a0-\u2027\u2030-\u2065]*$/;

/** One line of at most `max` characters (a cut is marked with "…"), for whatever renders no Markdown. */
export function plain(text: string, max = 200): string {
  const shown = SHOWABLE.test(text) ? text : text.replace(/\p{Cs}/gu, "\ufffd").replace(UNSHOWABLE, " ");
  const line = shown
    .replace(/ {2,}/g, " ")
    .trim()
    .replace(/(\d) (?=%)/g, "$1\u00a0");
  // a character is one unit of UTF-16 or two
  if (line.length <= max) return line;
  const characters = [...line];
  if (characters.length <= max) return line;
  const kept = characters.slice(0, max - 1).join("");
  return `${kept.trimEnd()}…`;
}

/** `plain`, escaped for TextBlock and FactSet, which render Markdown. */
export function md(text: string, max = 200): string {
  return escapeMarkdown(plain(text, max));
}

/** One of these is in whatever Markdown would read. */
const SIGNS = /[\\`*_[\]~<>|&:@.+#=)-]/;

/**
 * Escapes what Markdown would read as bold, italics, code, links, images, entities, HTML, struck
 * or table text, and, at the start, as a list, heading or quotation. Nothing else is touched, so
 * that a client which knows fewer escapes still shows ordinary sentences as they were written.
 */
export function escapeMarkdown(line: string): string {
  if (!SIGNS.test(line)) return line;
  return line
    .replace(/[\\`*_[\]~<>|]/g, "\\$&")
    .replace(/&(?=#|[a-z])/gi, "\\&")
    .replace(/:(?=\/\/)|(?<=\bmailto):|@(?=\S)|(?<=\bwww)\./gi, "\\$&")
    .replace(/^(\s*)([-+#=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** "3 more are not shown here."; empty where nothing was left out. */
export function moreText(hidden: number): string {
  if (hidden === 0) return "";
  return hidden === 1 ? "1 more is not shown here." : `${hidden} more are not shown here.`;
}
