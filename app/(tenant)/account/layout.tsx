import type { ReactNode } from "react";
import { LimitedAccount } from "#components/account/limited-account.tsx";
import { SectionNav } from "#components/settings/section-nav.tsx";
import { PERSONAL_SECTIONS } from "#components/settings/sections.ts";
import { pageHost } from "../../caller.ts";

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const host = await pageHost();
  const isLimited = host.kind === "tenant" && host.user?.vouchedForByOthers === true;
  return (
    <div className="lg:flex lg:gap-8">
      <SectionNav label="Your account" sections={PERSONAL_SECTIONS} />
      <div className="grid min-w-0 max-w-3xl flex-1 grid-cols-1 content-start gap-5">
        {isLimited && <LimitedAccount organisation={host.tenant.name} />}
        {children}
      </div>
    </div>
  );
}
