import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { word } from "./many-names.ts";

/** What is made of so many episodes: a council of that size, over some years. */
const EPISODES_A_CHILD = 8;
const PLACEMENTS = 2_000;
const TEAMS = 40;
const WORKERS = 600;
const TYPES = ["council_care_home", "independent_provider", "foster_care", "family_home", "other"];
const FIRST = Date.parse("2012-01-02T00:00:00Z");
const HOUR = 3_600_000;

/**
 * Writes a folder of exchange files with so many episodes, children for them, and an interview for every
 * second return. The same number gives the same files. Resolves with the rows of all of them.
 */
export async function writeCouncil(folder: string, episodes: number): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const children = Math.ceil(episodes / EPISODES_A_CHILD);
  let rows = 0;
  const file = async (name: string, header: string, count: number, line: (i: number) => string) => {
    const out = createWriteStream(join(folder, name));
    out.write(`${header}\n`);
    for (let i = 0; i < count; i += 2_000) {
      const part: string[] = [];
      for (let k = i; k < Math.min(count, i + 2_000); k += 1) part.push(line(k));
      if (!out.write(`${part.join("\n")}\n`)) await once(out, "drain");
    }
    rows += count;
    out.end();
    await once(out, "finish");
  };
  // each child's episodes lie years apart from each other, all children's together in order of time
  const round = (i: number) => Math.floor(i / children);
  const start = (i: number) =>
    FIRST + round(i) * 300 * 24 * HOUR + (i % children) * Math.floor((200 * 24 * HOUR) / children);
  // mostly the same night; one in fifteen is away three days or more (as in council-plan.ts)
  const length = (i: number) => {
    const [part, within] = [(i * 7919) % 100, (i * 104_729) % 60];
    if (part < 87) return (1 + (within % 20)) * HOUR;
    return (part < 93 ? 24 + (within % 48) : 72 + within) * HOUR;
  };
  const iso = (at: number) =>
    new Date(at)
      .toISOString()
      .replace(".000", "")
      .replace(/\.\d+Z$/, "Z");
  await file("placements.csv", "placement,placement_type,provider", PLACEMENTS, (i) => {
    return `Placement ${i},${TYPES[i % TYPES.length]},Provider ${i % 90}`;
  });
  await file(
    "children.csv",
    "child_id,name,date_of_birth,gender,legal_status,looked_after,out_of_area,flags,placement,team,worker,responsible_authority",
    children,
    (i) =>
      `C${i},"${word(600 + ((i * 31) % 9_000))}, ${word((i * 7) % 600)}",${2006 + (i % 5)}-0${1 + (i % 9)}-1${i % 10},${i % 2 ? "male" : "female"},section_20,Y,N,${i % 3 ? "" : "cse;cce"},Placement ${i % PLACEMENTS},Team ${i % TEAMS},Worker ${i % WORKERS},Derby`,
  );
  await file(
    "episodes.csv",
    "episode_id,child_id,category,missing_from,returned_at,agency,risk,placement,placement_type,provider,looked_after,out_of_area,responsible_authority,legal_status,team,worker",
    episodes,
    (i) =>
      `E${i},C${i % children},missing,${iso(start(i))},${iso(start(i) + length(i))},Police,${i % 4 ? "medium" : "high"},Placement ${i % PLACEMENTS},,,Y,,Derby,,Team ${i % TEAMS},Worker ${i % WORKERS}`,
  );
  await file(
    "interviews.csv",
    "interview_id,episode_id,offered_at,outcome,completed_at,agency,interviewer",
    Math.floor(episodes / 2),
    (k) => {
      const back = start(2 * k) + length(2 * k);
      return `I${k},E${2 * k},${iso(back + HOUR)},accepted,${iso(back + 30 * HOUR)},Safe Return,Worker ${k % WORKERS}`;
    },
  );
  return rows;
}
