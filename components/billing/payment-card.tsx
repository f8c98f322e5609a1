"use client";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { type AccountAnswer, goToCheckout, type PlanStateAnswer } from "./queries.ts";

/**
 * The card on file, and the way to Stripe's own pages, where cards are given and changed. `plan` is the one that goes on
 * with the card: the one that waits, where one waits, so that giving a card takes no change back.
 */
export function PaymentCard({ account, plan }: { account: AccountAnswer; plan: PlanStateAnswer["plan"] }) {
  const t = useTranslations("billing");
  const { card, card_payments: takesCards } = account;
  const form = useSubmit<void>(() =>
    submitting(async () => {
      if (!card) return goToCheckout(plan);
      const { url } = await api<{ url: string }>("/api/billing/portal", { method: "POST" });
      location.assign(url);
    }),
  );
  return (
    <Card>
      <CardHeader
        title={t("paymentCard.paymentMethod")}
        description={
          takesCards
            ? t("paymentCard.cardDetailsAreKeptByStripeWe")
            : t("paymentCard.invoicesArePaidByBankTransfer")
        }
      />
      <CardBody>
        <form method="post" onSubmit={form.onSubmit(() => undefined)} className="grid grid-cols-1 gap-3">
          <p className="empty:hidden">
            {card
              ? t.rich("paymentCard.endingIn", {
                  span: (chunks) => <span className="capitalize">{chunks}</span>,
                  brand: card.brand,
                  span2: (chunks) => <span className="tabular-nums">{chunks}</span>,
                  last4: card.last4,
                })
              : takesCards && <span className="text-ink-2">{t("paymentCard.noCardIsOnFile")}</span>}
          </p>
          <FormProblemNotice problem={form.problem} />
          {takesCards && (
            <div>
              <Button type="submit" loading={form.pending}>
                <ExternalLink aria-hidden />
                {card ? t("paymentCard.cardsAndPayments") : t("paymentCard.addACard")}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}
