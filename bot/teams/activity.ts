import { z } from "zod";

const id = z.string().min(1).max(1_000);
const account = z.looseObject({ id, aadObjectId: z.string().min(1).max(200).nullish() });

/** What every activity must have before it is worth checking who signed it. */
export const envelopeSchema = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\/[^\s/]+/i),
  conversation: z.looseObject({ id }),
});

/**
 * The parts of an activity that the house reads, checked strictly; the rest passes unread. Names,
 * locales and client details are left out: nothing depends on them.
 */
export const activitySchema = envelopeSchema.extend({
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  replyToId: id.nullish(),
  from: account,
  recipient: account.extend({ name: z.string().max(500).nullish() }),
  conversation: z.looseObject({
    id,
    conversationType: z.string().max(100).nullish(),
    tenantId: z.string().max(200).nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(200).nullish() }).nullish(),
      team: z
        .looseObject({ id: z.string().max(1_000).nullish(), aadGroupId: z.string().max(200).nullish() })
        .nullish(),
      channel: z.looseObject({}).nullish(),
      eventType: z.string().max(200).nullish(),
    })
    .nullish(),
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string().nullish() })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  value: z.unknown().optional(),
});
export type InboundActivity = z.infer<typeof activitySchema>;

/** A mention among the entities; other entities are of no use here. */
export const mentionSchema = z.looseObject({
  type: z.literal("mention"),
  mentioned: z.looseObject({ id }),
  text: z.string().min(1).nullish(),
});

/** The answer to an offered file. Where it may be put comes with a yes alone. */
export const consentSchema = z.looseObject({
  type: z.literal("fileUpload"),
  action: z.enum(["accept", "decline"]),
  context: z.unknown().optional(),
  uploadInfo: z
    .looseObject({
      uploadUrl: z.string().max(10_000),
      contentUrl: z.string().max(10_000),
      name: z.string().max(1_000),
      uniqueId: z.string().max(1_000),
      fileType: z.string().max(100),
    })
    .nullish(),
});

/**
 * What Action.Execute sends. `data` is a stranger's word and is only required to be an object; the
 * verb's own schema is the matter of who acts on it.
 */
export const pressSchema = z.looseObject({
  action: z.looseObject({
    type: z.literal("Action.Execute").optional(),
    verb: z.string().min(1).max(100),
    data: z.record(z.string(), z.unknown()).nullish(),
  }),
  trigger: z.string().max(50).nullish(),
});
