import { dayOf, startOfDay } from "../../data/calendar.ts";
import { disclosuresOf } from "../../data/disclosures.ts";
import { childFaces } from "../../data/faces.ts";
import type { Disclosures } from "../../data/vocabulary.ts";
import { mayName } from "../disclosure/permissions.ts";
import type { DisclosureSeen } from "../disclosure/showable.ts";
import type { Presence } from "../presence.ts";
import { askBack, PAGE, type RespondOptions, type Response, readingOf, unknownName } from "../respond.ts";
import { labelOf } from "./period-label.ts";
import { staffOf } from "./staff.ts";

/** "Who looked at MC-1042": the audit's rows of that child, one page of them. */
export async function disclosureList(
  presence: Presence,
  asked: Disclosures,
  { unused = [], named = false, offset = 0 }: RespondOptions,
): Promise<Response> {
  const { house, now, viewer } = presence;
  const { db } = house.store;
  const { child: typed } = asked.filters;
  if (!typed) return askBack("child");
  const [child] = await childFaces(db, typed);
  // a name that the asker may not read is answered like one that nobody bears
  if (!child || (named && !mayName(viewer, child))) return unknownName();
  const zone = house.policy.timeZone;
  const { period } = asked;
  const days = {
    from: period && startOfDay(period.from, zone),
    to: period && startOfDay(period.to, zone),
  };
  const found = await disclosuresOf(db, child.id, { ...days, offset, limit: PAGE });
  const staff = await staffOf(
    presence,
    found.rows.map(({ personId }) => personId),
  );
  const rows = found.rows.map(
    ({ personId, ...row }): DisclosureSeen => ({ ...row, by: personId === null ? null : staff(personId) }),
  );
  return {
    showable: {
      kind: "disclosures",
      asked,
      child,
      rows,
      total: found.total,
      people: found.people,
      offset,
      during: period && labelOf(period, dayOf(now, zone)),
      reading: { ...readingOf(presence, asked, unused), named },
      now,
    },
    audit: {
      kind: "disclosure",
      detail: { what: "disclosures", period, value: found.total, offset },
      childIds: [child.id],
    },
  };
}
