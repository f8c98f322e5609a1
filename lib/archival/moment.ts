import { z } from "zod";
import { issueText } from "#lib/i18n/problem-text.ts";

/** A moment ("2027-11-28T02:00:00Z"), or a day, which stands for its beginning in UTC. */
export const Moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    ...issueText("archival.moment202711"),
  })
  .transform((text) => new Date(text));
