import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { EventData } from "#inngest/events.ts";
import { deviceOf } from "#lib/auth/device.ts";
import type { Mail } from "#lib/email/mail.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { originOf } from "#lib/tenancy/host.ts";

type Asked = Extract<EventData<"mail/requested">, { kind: "security" }>;
export type SecurityChange = Asked["change"];

/** Tells the owner of an account by mail what concerns its safety: in the transaction that does it. */
export async function tellOwner(
  tx: Transaction,
  change: SecurityChange,
  about: { tenantId: string | null; email: string; ip: string | null; userAgent: string | null },
): Promise<void> {
  await emit(tx, {
    name: "mail/requested",
    data: {
      kind: "security",
      tenant_id: about.tenantId,
      email: about.email,
      change,
      at: new Date().toISOString(),
      ip: about.ip,
      user_agent: about.userAgent?.slice(0, 500) ?? null,
    },
  });
}

/** The mail about such a change. It leads to the pages of the organisation where it was made, if that is still there. */
export async function securityMail(asked: Asked): Promise<Mail> {
  const { tenant_id: tenantId } = asked;
  const [tenant] =
    tenantId === null
      ? []
      : await withSystem((tx) =>
          tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, tenantId)),
        );
  return securityWords(asked, originOf(tenant?.slug ?? null), tenant ? tenantId : null);
}

export function securityWords(asked: Asked, origin: string, tenantId: string | null): Mail {
  const { subject, done } = CHANGES[asked.change];
  return {
    to: asked.email,
    tenantId,
    reason: asked.change === "new_sign_in" ? "sign_in" : "account",
    subject,
    paragraphs: [done, "If this was you, there is nothing to do. If not, choose a new password now."],
    facts: [
      ["When", `${asked.at.slice(0, 16).replace("T", " ")} UTC`],
      ...(asked.user_agent
        ? [["Browser", deviceOf(asked.user_agent).browser] satisfies [string, string]]
        : []),
      ...(asked.ip ? [["Network address", asked.ip] satisfies [string, string]] : []),
    ],
    action: { label: "Choose a new password", url: `${origin}/forgot-password` },
    notes: [
      "A new password signs every browser out. Then look at the sessions and the second factor of your account, and tell an admin.",
    ],
  };
}

const CHANGES: Record<SecurityChange, { subject: string; done: string }> = {
  password_changed: {
    subject: "Your password was changed",
    done: "The password of your account at Construction AI was changed. Every other browser was signed out.",
  },
  second_factor_enabled: {
    subject: "Your account has a new second factor",
    done: "A second factor was set up for your account at Construction AI. From now on a code of that app is asked for at sign-in; earlier apps and recovery codes count no more.",
  },
  second_factor_disabled: {
    subject: "Your account has no second factor any more",
    done: "The second factor of your account at Construction AI was turned off. A password or a mailed link is now enough to sign in.",
  },
  second_factor_reset: {
    subject: "Your account's second factor was reset",
    done: "An admin of your organisation, or the platform's support, has taken the second factor of your account at Construction AI away and signed you out everywhere, because the app and the recovery codes were said to be lost. Nobody but you can sign in by that: your password and your mailbox are as they were. Sign in, and set up another app under Account, Security.",
  },
  new_sign_in: {
    subject: "A new sign-in to your account",
    done: "Somebody has signed in to your account at Construction AI from a browser or a network that it was not signed in from in the last weeks.",
  },
};
