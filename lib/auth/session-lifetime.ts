import { and, gt, isNull, sql } from "drizzle-orm";
import { sessions } from "#db/schema/auth.ts";

/** A session ends after this many days, however much it is used, */
export const SESSION_DAYS = 30;
/** and after this many without use. */
export const IDLE_DAYS = 7;

/** Sessions that count still. */
export const isLive = () =>
  and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, sql`now()`),
    gt(sessions.lastSeenAt, sql`now() - ${IDLE_DAYS} * interval '1 day'`),
  );
