import { code, returnDay } from "../returns/cells.ts";
import { eighteenthBirthday } from "../returns/eighteenth-birthday.ts";
import type { Rule } from "./rule.ts";

/**
 * DfE SSDA903 rule 580: a period ends on the child's 18th birthday (from the DOB of the Missing row), a row
 * of Episodes ends on that day too, and its REC is not E8. The finding is about the row of Episodes.
 */
export const rule580: Rule = {
  number: "580",
  message:
    "The child was missing when they ceased to be looked after at 18, and the reason is not E8. Write E8 as REC, or correct the dates.",
  level: "report",
  needs: ["Missing", "Episodes"],
  column: "REC",
  check({ missing, episodesOf }) {
    const found = new Set(
      missing.flatMap(({ child, born, end }) => {
        if (born === null || end.day === null || end.day !== eighteenthBirthday(born)) return [];
        return (episodesOf.get(child) ?? []).filter(
          (row) => returnDay(row.DEC) === end.day && code(row.REC) !== "E8",
        );
      }),
    );
    return [...found].map((row) => ({ row, table: "Episodes" }));
  },
};
