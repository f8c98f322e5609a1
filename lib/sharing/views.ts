import { z } from "zod";

export const ShareView = z.object({
  id: z.string(),
  note: z.string(),
  status: z.enum(["live", "expired", "revoked"]),
  /** A null name: whose account is gone. */
  created_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
  revoked_at: z.string().nullable(),
  last_opened_at: z.string().nullable(),
  open_count: z.number(),
});

export const Shares = z.object({ items: z.array(ShareView) });

/** Live links of a project's estimates, a hundred at most. */
export const ProjectShares = z.object({
  items: z.array(ShareView.extend({ estimate_id: z.string(), estimate: z.string() })),
  more: z.boolean(),
});

/** The address is shown once: only a hash of its secret is kept. */
export const CreatedShare = ShareView.extend({ url: z.string() });
