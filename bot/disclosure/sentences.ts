import type { Clarify, NotHeld, PackName } from "../../data/vocabulary.ts";
import type { ConflictProblem, NoticeCode, ProblemCode } from "./showable.ts";

/**
 * The one catalogue of what Homeward says besides figures: notices, problems, refusals, questions
 * back. Fixed sentences: none holds data, and each says what to do next.
 */
export interface Words {
  title: string;
  paragraphs: string[];
}

const words = (title: string, ...paragraphs: string[]): Words => ({ title, paragraphs });

/** The wording of one refusal for everything that is not listed. */
export const NOT_SHOWN: Words = words(
  "Not shown",
  "I can't show that here. Type “help” to see what you can ask.",
);

export const NOTICES: Readonly<Record<NoticeCode, Words>> = {
  named_in_channel: words(
    "In our own chat",
    "I don't discuss children by name in a shared conversation. I have replied in our own chat. Here, use the child's reference (MC- and a number).",
  ),
  answered_in_own_chat: words("In our own chat", "I have answered in our own chat."),
  ask_me_in_own_chat: words(
    "Ask me in our own chat",
    "Ask me in our own chat: open a chat with Homeward and type the question there. Here, use the child's reference (MC- and a number).",
  ),
  not_known: words(
    "I can't verify your access",
    "I can't verify your access, so I can't show this. Try again in a few minutes. If it stays like this, ask whoever looks after Homeward in your organisation to add you.",
  ),
  not_allowed: words(
    "Not part of your role",
    "Your role does not include this, so nothing was shown or changed. Type “help” to see what you can ask, or speak to your missing co-ordinator.",
  ),
  not_here: words(
    "Totals only in this conversation",
    "I can't be sure that everyone in this conversation is covered by the information-sharing agreement, so here I give totals only: missing episodes, children who went missing, return interviews within 72 hours and the share of children with one episode, for the whole council and one whole month, quarter or year that has ended.",
    "For example: “How many missing episodes in 2018/19?” For anything else, ask me in our own chat.",
  ),
  not_covered: words(
    "Not in this conversation",
    "I can't be sure that everyone in this conversation is covered by the information-sharing agreement, so I don't post episodes here. Nothing was changed. Ask whoever looks after Homeward to add the conversation or its members.",
  ),
  only_in_channels: words(
    "In a channel or a group chat",
    "I post new episodes in channels and group chats. Mention me there with “post episodes here”. Nothing was changed.",
  ),
  no_team_of_yours: words(
    "Which team?",
    "I don't know your team. Name it, such as “post episodes here for North”. Nothing was changed.",
  ),
  old_card: words(
    "This card is out of date",
    "This card's buttons no longer work. Ask again for a fresh one. Nothing was changed.",
  ),
  unknown_episode: words(
    "Which episode?",
    "I can't open that episode: there is none by that reference, or your role does not include the child. Check the reference (ME- and a number), or ask for the child's record first.",
  ),
  not_returned: words(
    "No return yet",
    "The child is still missing, or the return was taken back. The return interview comes after the return: log that first. Nothing was changed.",
  ),
  not_yet_possible: words(
    "I can't do that yet",
    "I understood what you want, but I can't do it yet. Please record it in your case system as usual. Nothing was changed.",
  ),
  empty_message: words(
    "No words reached me",
    "No words reached me. Ask something such as “who is missing now”, or type “help”.",
  ),
  only_attachment: words(
    "I read text only",
    "I read text, not files or pictures, and I have not opened what you sent. Ask in words, or type “help”.",
  ),
  too_long: words(
    "That is too long for me",
    "That is longer than I can read. Ask one question at a time, in a sentence or two.",
  ),
  try_again: words("Please try again", "I couldn't finish that. Try again in a minute."),
  not_saved: words(
    "Not saved",
    "Not saved: I could not reach the records in time. Please press again in a moment.",
  ),
  perhaps_saved: words(
    "Please press again",
    "I could not make sure that this was saved. Please press again: it counts once.",
  ),
  saved_unseen: words("Saved", "Saved. I could not show the card just now; it follows by itself."),
  file_on_its_way: words(
    "Export as CSV",
    "The file comes below in a moment. Choose “Allow” there, and it is saved in your OneDrive.",
  ),
  file_in_own_chat: words(
    "In our own chat",
    "I have sent the file to our own chat. Choose “Allow” there, and it is saved in your OneDrive.",
  ),
  file_declined: words("Not saved", "The file was not saved. Nothing has left Homeward."),
  file_not_saved: words(
    "Not saved",
    "I couldn't save the file in your OneDrive. Choose the button for it on the card again; if it happens again, tell whoever looks after Homeward.",
  ),
  nothing_to_export: words(
    "Nothing to export",
    "There are no rows here that I can export for you. Ask for a list or a breakdown first, such as “missing episodes by placement this year”.",
  ),
  no_files_here: words(
    "No files here",
    "This client can't take files. In Microsoft Teams I offer the file in our own chat. On the machine that holds the data, “npm run ask -- --json” prints an answer with its rows, and “npm run export” writes the data and the packs to a folder.",
  ),
  pack_of_a_month: words(
    "Which month?",
    "The monitoring group's pack is for one calendar month. Name it, such as “monitoring group pack for October 2018”, or leave it out for the last whole one.",
  ),
  pack_of_a_year: words(
    "Which financial year?",
    "The board report is for one financial year, from April to March. Name it, such as “board report 2018/19”, or leave it out for the last whole one.",
  ),
  pack_ahead: words(
    "That is still to come",
    "That period has not begun, so there is nothing to report. Name one that has, or leave it out for the last whole one.",
  ),
};

/** In a pack's document, for a role that reads totals only. */
export const LIST_WITHHELD = "Lists of children are not part of your role.";

/** What a pack is called, on a card and on the document, and how a period is owned that nobody named. */
export const PACK_TITLES: Readonly<Record<PackName, { title: string; document: string; assumed: string }>> = {
  monthly_group: {
    title: "Monitoring group pack",
    document: "Missing children: pack for the monitoring group",
    assumed: "You named no month, so this is the last whole one:",
  },
  board_report: {
    title: "Board report",
    document: "Missing children: report to the board",
    assumed: "You named no year, so this is the last whole financial year:",
  },
};

/** How children stand in a pack's document, and who may read it: on its first page. */
export const PACK_NOTICES: Readonly<Record<PackName, readonly string[]>> = {
  monthly_group: [
    "Children stand by reference (MC- and a number), never by name. A name is looked up in Homeward by those whose role covers the child.",
    "For the members of the group alone: not for publication.",
  ],
  board_report: [
    "No child is named or referred to.",
    "Small figures can still tell who a child is. Check them, and what is said of one child, before this is published.",
  ],
};

/** Said of a child and an episode alike: whether there is such a one stays unsaid. */
const UNKNOWN: readonly ProblemCode[] = [
  "no_open_episode",
  "unknown_child",
  "not_allowed",
  "unknown_episode",
];

const unknownText = (personal: boolean, whom: string): string =>
  personal
    ? `I can't find ${whom} by that name among those you may act for. Check the spelling, or type the reference (MC- and a number). Ask “who is missing now” for a list.`
    : `I can't open that here. Check the reference (MC- and a number), which must be that of ${whom}. Or ask me in our own chat.`;

type Told = Exclude<ProblemCode, "no_open_episode" | "unknown_child" | "not_allowed" | "unknown_episode">;
const PROBLEMS: Readonly<Record<Told, string>> = {
  in_the_future: "That time is still to come. Give one that has passed.",
  before_the_start: "That is before the child went missing. Check the date and the time.",
  already_ended: "This episode has ended: a return is already logged. Ask for the child's record to see it.",
  changed_since: "Somebody changed this episode meanwhile. Check the details, then send it again.",
  not_a_time:
    "I can't read that date and time. Choose a day, and a time as 24-hour clock, such as 14:05. In the night when the clocks go forward, one hour does not exist.",
  already_missing: "The child is missing already. Ask for the child's record to see the episode.",
  before_birth: "That is before the child was born. Check the date.",
  overlaps:
    "Another episode of this child is recorded at that time, so the two would overlap. Check the date and the time; the child's record shows the others.",
  same_risk: "The episode is graded so already. Choose another grade, or leave it as it is.",
  not_returned: "No return is logged for this episode, so there is none to change.",
  no_reason: "Say in a few words why. It is kept with the change.",
  same_time: "The return is logged at that time already. Give the right time, or leave it as it is.",
  after_the_interview:
    "The return interview was completed before that time. Check the time, or correct the interview first.",
  too_late: "This return was recorded too long ago to be changed here. Correct it in your case system.",
  not_yours:
    "Somebody else logged this return. Ask them, a team manager or the missing co-ordinator to take it back.",
  missing_again:
    "The child has gone missing again since, so this return stands. Correct its time if it is wrong.",
  interview_done:
    "A return interview was completed after this return, so the return stands. Correct the interview first.",
  before_the_return: "That is before the child was back. Check the date and the time.",
  in_the_past: "That time has passed. Give the time for which the meeting is planned.",
  already_offered: "The interview is already offered. Record what came of it instead.",
  already_completed: "The interview is already recorded as completed.",
  not_chosen: "Choose one of the list.",
};

/**
 * Why an input was refused. What was typed may be a name, so whether there is such a child stays
 * unsaid: unknown, somebody else's and not missing read the same. `whom`: whom the form can be about.
 */
export function problemText(
  problem: ProblemCode | null,
  personal: boolean,
  whom = "a child who is missing now",
): string | null {
  if (problem === null) return null;
  return UNKNOWN.includes(problem) ? unknownText(personal, whom) : PROBLEMS[problem as Told];
}

export const CONFLICT_PROBLEMS: Readonly<Record<ConflictProblem, string>> = {
  changed_since: "That record has changed meanwhile, so nothing was settled. Look at it again, then choose.",
  does_not_fit:
    "The file's values do not fit the record as it is now, so nothing was settled. Keep ours, or correct the record in your case system and import again.",
};

/** Said where a message is outside what Homeward does, by reason; the nearest questions stand below. */
const OUT_OF_SCOPE: Readonly<Record<string, Words>> = {
  chitchat: words(
    "Hello",
    "I answer questions about children who go missing from home and care. You could ask:",
  ),
  destructive: words(
    "I don't delete or change records in bulk",
    "I can't delete records or change many at once, and nothing was changed. A single mistake can be corrected in your case system. You could ask:",
  ),
  no_data: words(
    "I don't hold that",
    "I hold missing episodes, returns, return interviews and strategy meetings. What you asked for is not among them; your case system may have it. You could ask:",
  ),
  hr_it: words(
    "That is one for another team",
    "I can't help with staffing or computers; your service desk can. You could ask me:",
  ),
  injection: words(
    "I answer questions only",
    "I can't follow instructions of that kind. I answer questions about children who go missing. You could ask:",
  ),
  advice: words(
    "That needs a person",
    "I give figures and records, not advice. If a child is in danger now, call 999. For a decision about a child, speak to their social worker or the missing co-ordinator. You could ask me:",
  ),
  not_understood: words(
    "I didn't understand that",
    "I didn't understand that, so I haven't guessed. Try other words, or one of these:",
  ),
};

/** What Homeward does not hold, as the end of a sentence. */
const NOT_HELD_WORDS: Readonly<Record<NotHeld, string>> = {
  reasons: "the reasons why a child went missing",
  whereabouts: "where a child is, or was found",
  contacts: "phone numbers, addresses or other contact details",
  background: "ethnicity, religion, nationality or language",
  health: "anything about health, disability or appearance",
  education: "anything about school or attendance",
  justice: "courts, offences or police investigations",
  cost: "costs or budgets",
  staffing: "staffing, vacancies or caseload sizes",
  placements: "placement moves, beds or inspections",
  other_visits:
    "police prevention interviews (once called safe and well checks), visits, reviews, assessments or plans",
  adults: "anything about adults or care leavers",
  elsewhere: "figures of other councils, regions or the country",
  future: "forecasts: it counts what has happened",
  never_missing: "children who have never been missing",
  population: "how many children there are in all, so no share or rate of them can be given",
  relations: "friends, family or whom a child was with",
  case_notes: "personal details or case notes",
};

export function outOfScopeWords(why: string, subject?: NotHeld): Words {
  if (why === "no_data" && subject) {
    return words(
      "I don't hold that",
      `Homeward does not hold ${NOT_HELD_WORDS[subject]}. It holds missing episodes, returns, return interviews and strategy meetings; your case system may have the rest. You could ask:`,
    );
  }
  return Object.hasOwn(OUT_OF_SCOPE, why) ? OUT_OF_SCOPE[why]! : OUT_OF_SCOPE.not_understood!;
}

/** What is asked back, and what to type where no choice can be offered. */
export const CLARIFY: Readonly<Record<Clarify["why"], { title: string; choose: string; type: string }>> = {
  child: {
    title: "Which child?",
    choose: "I want to be sure who you mean. Choose one:",
    type: "I can't tell which child you mean. Type the full name or the reference (MC- and a number).",
  },
  name: {
    title: "Which one?",
    choose: "That name fits more than one. Choose what you mean:",
    type: "I don't know that name. Check the spelling, or ask without it.",
  },
  metric: {
    title: "What would you like to know?",
    choose: "I understood who and when, but not what. Choose one:",
    type: "I understood part of that, but not what you would like to know. Say what to count: episodes, children or return interviews, for example.",
  },
  context: {
    title: "What does that follow on from?",
    choose: "That sounds like a follow-up, but I have no earlier question of yours. Choose one:",
    type: "That sounds like a follow-up, but I have no earlier question of yours. Please ask the whole question.",
  },
  period: {
    title: "Which dates?",
    choose: "I'm not sure which dates you mean. Choose one:",
    type: "I can't tell which dates you mean. Give them in full, such as “1 April to 30 June 2019” or “2018/19”.",
  },
  grouping: {
    title: "By what?",
    choose: "I can't break figures down by provider, only by home or by type of placement. Choose one:",
    type: "I can't break figures down by provider, only by home or by type of placement, or give those of one provider by its name.",
  },
  episode: {
    title: "Which episode?",
    choose: "There is more than one. Choose one:",
    type: "I can't tell which episode you mean. Type its reference (ME- and a number).",
  },
};

/** By reference in a shared conversation; the input's own text must not invite a name. */
export const HOW_TO_NAME = {
  personal: "Type the name or the reference (MC- and a number).",
  shared: "Type the reference (MC- and a number).",
};

export const WELCOME: Readonly<Record<"personal" | "channel", Words>> = {
  personal: words(
    "Hello, I'm Homeward",
    "I answer questions about children who go missing from home and care, and log returns. Ask in your own words, such as “who is missing now”, “return interviews due today” or “missing episodes this year compared with last year”.",
    "Here, in our own chat, I name the children that your role covers. Each answer says how I understood the question, as at when it stands and what the figure means.",
    "Type “help” at any time.",
  ),
  channel: words(
    "Hello, I'm Homeward",
    "Mention me with a question about children who go missing. What I show here is read by everyone in this conversation: I never use a child's name, only a reference (MC- and a number) with the risk, since when and the deadlines. Where I can't be sure that everybody here is covered by the information-sharing agreement, I give totals only.",
    "Names are for our own chat, and for the people whose role covers the child. Please don't type them here.",
    "Mention me with “help” to see what you can ask.",
  ),
};

/** `reference` is what the log holds; it tells nothing of the turn. */
export function failureWords(reference: string): Words {
  return words(
    "Something went wrong",
    "I couldn't finish that. If you were logging something, check whether it is there before you try again.",
    `If it happens again, tell whoever looks after Homeward and quote ${reference}.`,
  );
}

export const HELP_INTRO = {
  personal:
    "Ask in your own words: what to count, where or who, and when. You can go on from an answer: “and last year?”, “by month”, “only foster care”.",
  operational:
    "Mention me with a question: what to count, where, and when. Everyone here reads the answer, so children stand as references (MC- and a number). Ask about a child by name in our own chat.",
  outside:
    "In this conversation I give totals only, for the whole council and one whole month, quarter or year that has ended. For anything else, ask me in our own chat.",
} as const;

/** Terms of the field that can be asked about, by the filter that they are. */
export const GLOSSARY: Readonly<Record<string, string>> = {
  category:
    "Missing: whereabouts not known. Away: not where expected and not authorised, but whereabouts known. Absent: not where expected and no apparent risk, as the police recorded it from 2013 to 2017. Figures count missing only, unless you name another.",
  risk: "The police grade an episode high, medium, low or no apparent risk. An episode counts with the highest grade it held.",
  flag: "CSE: child sexual exploitation. CCE: child criminal exploitation. UASC: unaccompanied asylum-seeking child. SEND: special educational needs or disability.",
  lookedAfter: "Looked after: in the council's care at the start of the episode.",
  outOfArea: "Out of area: placed outside the council's own area at the start of the episode.",
  legalStatus:
    "The child's legal status at the start of the episode, such as section 20, a care order, or a child protection plan.",
  placementType:
    "Where the child lived at the start of the episode: a council children's home, an independent home, foster care, the family home, supported accommodation or elsewhere.",
  minEpisodes: "Children with at least so many episodes in the period.",
};
