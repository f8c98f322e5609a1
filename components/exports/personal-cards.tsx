"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TypedConfirmation } from "./typed-confirmation.tsx";

export function PersonalExportCard() {
  const t = useTranslations("exports");
  return (
    <Card>
      <CardHeader
        title={t("personalCards.downloadYourData")}
        description={t("personalCards.whatWeHaveAboutYouAsJsonFiles")}
        actions={
          <Button asChild>
            <a href="/api/me/data" download>
              <Download aria-hidden />
              {t("personalCards.download")}
            </a>
          </Button>
        }
      />
      <CardBody>
        <p className="text-ink-2">{t("personalCards.profileMembershipsSessions")}</p>
      </CardBody>
    </Card>
  );
}

/** Deletes the person's account, unless an organisation would be left without an admin. */
export function EraseCard({
  email,
  blockers,
  platform,
}: {
  email: string;
  blockers: readonly { slug: string; name: string }[];
  /** Where to go when there is no account any more. */
  platform: string;
}) {
  const t = useTranslations("exports");
  return (
    <Card>
      <CardHeader
        title={t("personalCards.deleteYourAccount")}
        description={t("personalCards.atAllOrganisationsForGood")}
      />
      <CardBody className="grid gap-4">
        <p className="text-ink-2">{t("personalCards.youAreSignedOutEverywhereYour")}</p>
        {blockers.length > 0 ? (
          <Callout tone="warn" title={t("personalCards.youAreTheOnlyAdmin")}>
            <p>{t("personalCards.makeSomebodyElseAnAdminThereOr")}</p>
            <ul className="list-disc pl-5">
              {blockers.map(({ slug, name }) => (
                <li key={slug}>{name}</li>
              ))}
            </ul>
          </Callout>
        ) : (
          <div>
            <Dialog
              title={t("personalCards.deleteYourAccount2")}
              description={t("personalCards.thisCannotBeUndone")}
              trigger={<Button variant="danger">{t("personalCards.deleteAccount")}</Button>}
            >
              <TypedConfirmation
                word={email}
                submit={t("personalCards.deleteAccount")}
                onSubmit={(confirm) =>
                  submitting(() => api("/api/me", { method: "DELETE", body: { confirm } }))
                }
                onDone={() => location.assign(platform)}
              />
            </Dialog>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
