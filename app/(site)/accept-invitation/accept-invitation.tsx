"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { AcceptInvitationForm } from "#components/auth/accept-invitation-form.tsx";
import { api } from "#components/data/api.ts";
import { problemOf, submitting } from "#components/data/form.ts";
import { roleLabel } from "#components/members/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToken } from "../auth-forms.tsx";

interface Offer {
  email: string;
  role: "viewer" | "editor" | "admin";
  has_account: boolean;
}

/** Says what is offered and to whom, then accepts it: at once for an account, with a name and a password for somebody new. */
export function AcceptInvitation({
  organisation,
  signedInAs,
}: {
  organisation: string;
  signedInAs: string | null;
}) {
  const tMembers = useTranslations("members");
  const t = useTranslations("site");
  const token = useToken();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [chooses, setChooses] = useState(false);

  useEffect(() => {
    if (!token) return;
    api<Offer>("/api/invitations/look", { body: { token } }).then(setOffer, (error) =>
      setProblem(problemOf(error).message),
    );
  }, [token]);

  const isOther = offer !== null && signedInAs !== null && signedInAs.toLowerCase() !== offer.email;

  async function accept(more: { name?: string; password?: string }) {
    const answer = await api<{ url: string } | { needs: "account"; email: string }>(
      "/api/invitations/accept",
      { body: { token, instead: isOther, ...more } },
    );
    if ("url" in answer) location.replace(answer.url);
    else setChooses(true);
  }

  if (problem) return <Callout tone="bad" announce title={problem} />;
  if (!offer) return <Skeleton className="h-24" />;
  const other = isOther && (
    <Callout tone="warn" title={t("acceptInvitation.youAreSignedInAs", { signedInAs })}>
      {t("acceptInvitation.thisInvitationIsForIfYouAccept", { email: offer.email })}
    </Callout>
  );
  if (chooses && !offer.has_account)
    return (
      <AcceptInvitationForm
        invitation={{ organisation, email: offer.email, role: roleLabel(tMembers, offer.role) }}
        hasAccount={false}
        onSubmit={(values) => submitting(() => accept(values))}
      />
    );
  return (
    <div className="grid gap-4">
      {other}
      <p className="text-ink-2">
        {t.rich("acceptInvitation.isInvitedAs", {
          strong: (chunks) => <strong className="break-all font-medium text-ink">{chunks}</strong>,
          email: offer.email,
          role: roleLabel(tMembers, offer.role),
          value: offer.has_account
            ? t("acceptInvitation.yourAccountStaysAsItIsSameName")
            : t("acceptInvitation.youChooseANameAndAPasswordNext"),
        })}
      </p>
      <Button
        variant="primary"
        size="lg"
        className="w-full"
        loading={pending}
        onClick={async () => {
          if (!offer.has_account) return setChooses(true);
          setPending(true);
          const refused = await submitting(() => accept({}));
          if (refused) setProblem(refused.message);
          setPending(false);
        }}
      >
        {t("acceptInvitation.acceptTheInvitation")}
      </Button>
    </div>
  );
}
