import { z } from "zod";

/** A moment ("2027-11-28T02:00:00Z"), or a day, which stands for its beginning in UTC. */
export const Moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: "Write a moment such as 2027-11-28T02:00:00Z, or a day such as 2027-11-28.",
  })
  .transform((text) => new Date(text));
