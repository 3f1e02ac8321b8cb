import type { AnswerFrame, CardView, Change } from "../../cards/views.ts";

/** A card as lines of text: what `npm run ask` prints. The figures are the card's own. */
export function plainText(view: CardView): string {
  const body = bodyOf(view).filter((line): line is string => Boolean(line));
  const lines = [view.demonstration ? `${view.title} (demonstration data)` : view.title, ...body];
  return [...lines, ...("definition" in view ? foot(view) : [])].join("\n");
}

function foot(view: AnswerFrame): string[] {
  const unused = view.unused ? [view.unused] : [];
  return [
    "",
    ...view.caveats.map((caveat) => `! ${caveat}`),
    ...unused,
    view.reading,
    view.asAt,
    view.definition,
  ];
}

/** The change, and what drove it. */
function changed({ change }: { change: Change | null }): (string | undefined)[] {
  return [change?.text, change?.why];
}

const mark = (newSeries: boolean | undefined): string => (newSeries ? " (recording changed)" : "");

function bodyOf(view: CardView): (string | null | undefined)[] {
  const facts = (rows: { label: string; value: string }[]) =>
    rows.map(({ label, value }) => `  ${label}: ${value}`);
  switch (view.card) {
    case "figure":
      return [`${view.figure} ${view.label}`, view.of, ...changed(view), ...facts(view.beside)];
    case "list":
      return [
        view.rows.length > 0 ? view.headline : view.empty,
        ...changed(view),
        ...(view.rows.length > 0 ? [`  ${view.columns.join(" | ")}`] : []),
        ...view.rows.map(({ cells }) => `  ${cells.join(" | ")}`),
        view.page,
        ...facts(view.beside),
      ];
    case "breakdown":
      return [
        view.headline,
        ...changed(view),
        ...view.bars.map(
          ({ label, shown, share, previous }) =>
            `  ${label}: ${shown}${share ? ` (${share})` : ""}${previous ? `, before: ${previous.shown}` : ""}`,
        ),
        view.page,
      ];
    case "trend":
      return [
        view.headline,
        ...changed(view),
        view.note,
        ...view.points.map(
          ({ label, shown, part, newSeries, previous }) =>
            `  ${label}: ${shown}${part ? " (part)" : ""}${mark(newSeries)}` +
            (previous ? `, ${previous.label}: ${previous.shown}${mark(previous.newSeries)}` : ""),
        ),
      ];
    case "summary":
      return [
        ...view.groups.flatMap(({ heading, lines }) => [
          heading,
          ...lines.map(
            ({ label, figure, change }) => `  ${label}: ${figure}${change ? `; ${change.text}` : ""}`,
          ),
        ]),
        view.dataFrom,
      ];
    case "history":
      return [
        view.subject,
        ...facts(view.facts),
        ...view.episodes.map(
          ({ reference, when, length, interview, meeting }) =>
            `  ${[reference, when, length, interview, meeting].filter(Boolean).join(" | ")}`,
        ),
        view.page,
      ];
    case "form":
      return [view.problem, ...facts(view.facts), ...facts(view.inputs)];
    case "receipt":
      return [view.headline, ...facts(view.facts), view.next, view.note, view.recorded];
    case "episode":
      return [
        view.headline,
        ...facts(view.facts),
        ...view.deadlines.map(({ label, text }) => `  ${label}: ${text}`),
        view.last,
        view.asAt,
      ];
    case "conflicts":
      return [
        view.problem,
        view.headline,
        ...view.conflicts.flatMap(({ subject, what, fields, found }) => [
          subject,
          `  ${what}`,
          ...fields.map(({ label, ours, file }) => `  ${label}: ours ${ours} | the file's ${file}`),
          `  ${found}`,
        ]),
        view.page,
      ];
    case "help":
      return [
        view.intro,
        ...view.groups.flatMap(({ heading, examples }) => [
          heading,
          ...examples.map(({ text }) => `  ${text}`),
        ]),
        view.footnote,
      ];
    case "notice":
      return [...view.paragraphs, ...view.buttons.map(({ title }) => `  - ${title}`)];
  }
}
