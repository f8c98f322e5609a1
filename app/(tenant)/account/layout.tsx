import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LimitedAccount } from "#components/account/limited-account.tsx";
import { Words } from "#components/i18n/words.tsx";
import { SectionNav } from "#components/settings/section-nav.tsx";
import { personalSections } from "#components/settings/sections.ts";
import { pageHost } from "../../caller.ts";

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const tShell = await getTranslations("shell");
  const t = await getTranslations("account");
  const host = await pageHost();
  const isLimited = host.kind === "tenant" && host.user?.vouchedForByOthers === true;
  return (
    <div className="lg:flex lg:gap-8">
      <SectionNav label={t("layout.yourAccount")} sections={personalSections(tShell)} />
      <div className="grid min-w-0 max-w-3xl flex-1 grid-cols-1 content-start gap-5">
        <Words areas={["account"]}>
          {isLimited && <LimitedAccount organisation={host.tenant.name} />}
          {children}
        </Words>
      </div>
    </div>
  );
}
