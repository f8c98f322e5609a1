import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const Profile = z.object({
  name: z.string(),
  /** Of the interface; null: the browser's. */
  locale: z.enum(LOCALES).nullable(),
});

export const ChangeProfile = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, issueText("auth.giveYourName"))
      .max(120, issueText("auth.most120Characters")),
    locale: Profile.shape.locale,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, issueText("auth.sayWhatChange"));

/** The person's name and language, at all of their organisations. What is not given stays. */
export async function changeProfile(
  ctx: Ctx,
  change: z.output<typeof ChangeProfile>,
): Promise<z.output<typeof Profile>> {
  const { userId, name, locale = null } = person(ctx);
  const before = { name, locale };
  const after = { ...before, ...change };
  await withSystem(async (tx) => {
    await tx.update(users).set(change).where(eq(users.id, userId));
    await audit(ctx, tx, "profile.changed", { type: "user", id: userId }, {}, { before, after });
  });
  return after;
}
