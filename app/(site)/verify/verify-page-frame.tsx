import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { VerificationAnswer } from "#components/issuing/answers.ts";
import { Verify } from "#components/issuing/verify.tsx";
import { SiteLayout } from "#components/shell/site.tsx";

/** The page around the question; `notice` stands in place of a first answer that could not be given. */
export async function VerifyPageFrame({
  first,
  notice,
}: {
  first: VerificationAnswer | null;
  notice?: ReactNode;
}) {
  const t = await getTranslations("issuing");
  return (
    <SiteLayout>
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-6 px-4 py-10">
        <div className="grid gap-2">
          <h1 className="font-semibold text-3xl tracking-tight">{t("verify.title")}</h1>
          <p className="text-ink-2">{t("verify.intro")}</p>
        </div>
        {notice}
        <Verify first={first} />
      </div>
    </SiteLayout>
  );
}
