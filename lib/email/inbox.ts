import { desc } from "drizzle-orm";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * The latest hundred caught mails. They hold sign-in links, so the inbox exists only where mail is caught, only on an
 * installation for localhost, and only for callers on this very machine who ask for that name.
 */
export async function caughtMail(caller: { host: string | null; ip: string | null }) {
  const { mail, rootDomain } = config();
  const target = hostTarget(caller.host)?.kind;
  const local = /^localhost(:|$)/.test(rootDomain) && LOOPBACK.has(caller.ip ?? "");
  if (mail.kind !== "inbox" || !local || (target !== "root" && target !== "slug"))
    throw new NotFound("not_found", problemText("http.nothingHere"));
  const rows = await withSystem((tx) =>
    tx.select().from(caughtMails).orderBy(desc(caughtMails.createdAt)).limit(100),
  );
  return rows.map(({ createdAt, ...row }) => ({ ...row, created_at: createdAt.toISOString() }));
}

const LOOPBACK = new Set(["127.0.0.1", "::1"]);
