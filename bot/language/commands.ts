import type { ActionName } from "../../data/vocabulary.ts";

export type CommandGroup =
  | "Who is missing"
  | "Figures"
  | "Interviews"
  | "Long episodes"
  | "Children"
  | "Actions"
  | "Summary"
  | "Data"
  | "Help";

/** A line of the help card and of the Teams command list. */
export interface Command {
  group: CommandGroup;
  /** at most 128 characters: what Teams shows and types */
  title: string;
  description: string;
  /** parses to a request of this kind in any store */
  example: string;
  kind: "question" | "action" | "disclosures" | "episode_history" | "import_conflicts" | "help";
  /** actions: the permission table says who may press what comes back */
  action?: ActionName;
  /** offered in Teams' own command list, which holds twelve */
  listed: boolean;
}

type Line = [group: CommandGroup, title: string, description: string, example: string, listed?: boolean];

const command = (kind: Command["kind"], line: Line, action?: ActionName): Command => {
  const [group, title, description, example, listed = false] = line;
  return { group, title, description, example, kind, ...(action ? { action } : {}), listed };
};
const question = (...line: Line): Command => command("question", line);
const action = (name: ActionName, ...line: Line): Command => command("action", line, name);

export const COMMANDS: readonly Command[] = [
  question(
    "Who is missing",
    "Who is missing now",
    "Open episodes, longest first",
    "who is missing now",
    true,
  ),
  question(
    "Who is missing",
    "Who is missing from foster care",
    "Open episodes of one kind of placement",
    "who is missing now from foster care",
  ),
  question(
    "Figures",
    "Missing episodes this month",
    "How many, beside last month",
    "missing episodes this month compared with last month",
    true,
  ),
  question(
    "Figures",
    "Children missing this year",
    "How many different children",
    "how many children went missing this year",
  ),
  question(
    "Figures",
    "Episodes by home last quarter",
    "Which homes they came from",
    "episodes by home last quarter",
    true,
  ),
  question("Figures", "Episodes by month", "The trend of a financial year", "episodes by month last year"),
  question(
    "Figures",
    "Episodes from foster care for girls",
    "Filters combine",
    "episodes from foster care for girls last month",
  ),
  question("Figures", "Episodes for each child", "Episodes per child", "episodes per child this year"),
  question(
    "Interviews",
    "Interview compliance this month",
    "Return interviews within 72 hours",
    "interview compliance this month",
    true,
  ),
  question(
    "Interviews",
    "Overdue interviews",
    "Not done, past 72 hours",
    "which return interviews are overdue",
    true,
  ),
  question(
    "Interviews",
    "Interviews due",
    "Not done, still inside 72 hours",
    "which interviews are due",
    true,
  ),
  question(
    "Interviews",
    "Interviews offered by team",
    "Offered, accepted, declined, completed, late",
    "interviews offered this year by team",
  ),
  question(
    "Long episodes",
    "Episodes of 3 days or more",
    "Long episodes of a period",
    "episodes of 3 days or more this year",
  ),
  question(
    "Long episodes",
    "Long episodes without a strategy meeting",
    "Where one is still to be held",
    "episodes over 3 days without a strategy meeting",
    true,
  ),
  question("Long episodes", "Longest episodes", "The ten longest", "longest 10 episodes this year"),
  question(
    "Children",
    "Persistently missing children",
    "Three or more episodes in 90 days",
    "who is persistently missing",
    true,
  ),
  question(
    "Children",
    "Top 10 missing children",
    "Ranked by episodes",
    "top 10 missing children this year",
    true,
  ),
  question(
    "Children",
    "Children missing only once",
    "As a share of all",
    "what share of children went missing only once this year",
  ),
  action(
    "log_return",
    "Actions",
    "Log a return",
    "Opens the form for a child who is back",
    "log a return",
    true,
  ),
  action(
    "report_missing",
    "Actions",
    "Report a child missing",
    "Opens the form for a new episode",
    "report a child missing",
    true,
  ),
  action("update_risk", "Actions", "Update the risk", "When the police grade it anew", "update the risk"),
  action(
    "correct_return",
    "Actions",
    "Correct a return",
    "To another time, with the reason",
    "correct a return",
  ),
  action("undo", "Actions", "Undo a return", "Takes back one logged by mistake", "undo the return"),
  action("export", "Actions", "Export a list", "As a file", "export overdue interviews"),
  question("Summary", "Summary this month", "The headline figures", "summary this month"),
  action(
    "weekly_summary",
    "Summary",
    "Weekly summary",
    "Last week, now and the year so far",
    "show the weekly summary",
    true,
  ),
  action(
    "subscribe",
    "Summary",
    "Send the weekly summary every Monday",
    "Sent to this conversation each week",
    "send the weekly summary every Monday at 9am",
  ),
  action(
    "unsubscribe",
    "Summary",
    "Stop the weekly summary",
    "Ends the weekly sending",
    "stop the weekly summary",
  ),
  action(
    "pack",
    "Summary",
    "Monitoring group pack",
    "A month for the agenda: on a card, and as a Word document",
    "monitoring group pack for last month",
  ),
  action(
    "pack",
    "Summary",
    "Annual board report",
    "A financial year for the board: on a card, and as a Word document",
    "board report for last year",
  ),
  action(
    "bind_channel",
    "Actions",
    "Post episodes here",
    "Each new episode as a card, in a channel or a group chat",
    "post episodes here",
  ),
  action(
    "unbind_channel",
    "Actions",
    "Stop posting episodes here",
    "New episodes no longer come",
    "stop posting episodes here",
  ),
  command("episode_history", [
    "Children",
    "History of an episode",
    "What was recorded of it, when and by whom",
    "history of ME-2034",
  ]),
  command("disclosures", [
    "Data",
    "Who looked at a child",
    "To whom Homeward has shown a child, what and when",
    "who looked at a child's record",
  ]),
  command("import_conflicts", [
    "Data",
    "Import conflicts",
    "Where the files and the record disagree",
    "import conflicts",
  ]),
  {
    group: "Help",
    title: "Help",
    description: "What can be asked, and how",
    example: "what can I ask",
    kind: "help",
    listed: false,
  },
];

/** Teams' command list: at most twelve. */
export const LISTED_COMMANDS: readonly Command[] = COMMANDS.filter(({ listed }) => listed);
