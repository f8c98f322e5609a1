import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, person } from "#lib/tenancy/context.ts";

export const ChangeProfile = z.object({
  name: z.string().trim().min(1, "Give your name.").max(120, "Use at most 120 characters."),
});

/** The person's name, at all of their organisations. */
export async function changeProfile(
  ctx: Ctx,
  { name }: z.output<typeof ChangeProfile>,
): Promise<{ name: string }> {
  const { userId, name: before } = person(ctx);
  await withSystem(async (tx) => {
    await tx.update(users).set({ name }).where(eq(users.id, userId));
    await audit(
      ctx,
      tx,
      "profile.changed",
      { type: "user", id: userId },
      {},
      { before: { name: before }, after: { name } },
    );
  });
  return { name };
}
