import { desc } from "drizzle-orm";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { NotFound } from "#lib/errors.ts";

/**
 * The latest hundred caught mails. They hold sign-in links, so the inbox exists only where mail is caught, and only for
 * callers on this very machine.
 */
export async function caughtMail(ip: string | null) {
  if (config().mail.kind !== "inbox" || !ip || !LOOPBACK.has(ip))
    throw new NotFound("not_found", "There is nothing here.");
  const rows = await withSystem((tx) =>
    tx.select().from(caughtMails).orderBy(desc(caughtMails.createdAt)).limit(100),
  );
  return rows.map(({ createdAt, ...row }) => ({ ...row, created_at: createdAt.toISOString() }));
}

const LOOPBACK = new Set(["127.0.0.1", "::1"]);
