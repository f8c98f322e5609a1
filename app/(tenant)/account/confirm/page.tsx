import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Card, CardBody } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { confirmationWays } from "#lib/auth/confirm-identity.ts";
import { memberCtx } from "../../../caller.ts";
import { confirm } from "./actions.ts";
import { ConfirmHere } from "./confirm-here.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("confirmPage.confirmThatItIsYou") };
}

/** Where a form that works without scripts sends people whose sensitive change has to be confirmed. */
export default async function ConfirmPage() {
  const t = await getTranslations("account");
  const ways = await confirmationWays(await memberCtx());
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title={t("confirmPage.confirmThatItIsYou")}
        description={t("confirmPage.thenGoBackAndRepeatWhatYouWere")}
      />
      <Card>
        <CardBody className="max-w-sm pt-4">
          <ConfirmHere ways={ways} confirm={confirm} />
        </CardBody>
      </Card>
    </div>
  );
}
