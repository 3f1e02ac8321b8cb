/**
 * The ids of the cards' inputs: Teams puts what was typed beside the button's own data under these
 * names. Everything comes as text; an empty input is left out.
 */
export const RETURN_INPUTS = { date: "date", time: "time" } as const;
export const ASK_CHILD_INPUTS = { child: "child" } as const;
