import { eachMissing, type Rule } from "./rule.ts";

/** DfE SSDA903 rule 1012: the child of a Missing row has no row in Episodes. */
export const rule1012: Rule = {
  number: "1012",
  message:
    "The child has no episode of care in this year's Episodes. Add the child's episodes, or check the child's id.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "CHILD",
  check: eachMissing(({ child }, { episodesOf }) => !episodesOf.has(child)),
};
