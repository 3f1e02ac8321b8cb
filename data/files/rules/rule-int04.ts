import { eachMissing, type Rule } from "./rule.ts";

/** SSDA903 internal check INT04: the child of a Missing row is not in Header. */
export const ruleINT04: Rule = {
  number: "INT04",
  message: "The child is not in Header. Add the child there, or check the child's id.",
  level: "report",
  needs: ["Missing", "Header"],
  column: "CHILD",
  check: eachMissing(({ child }, { headersOf }) => !headersOf.has(child)),
};
