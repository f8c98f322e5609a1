"use client";
import { ExternalLink } from "lucide-react";
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
        title="Payment method"
        description={
          takesCards
            ? "Card details are kept by Stripe; we never see them. Without a card, each invoice comes with a link to pay it."
            : "Invoices are paid by bank transfer. Each says how much, and until when."
        }
      />
      <CardBody>
        <form method="post" onSubmit={form.onSubmit(() => undefined)} className="grid grid-cols-1 gap-3">
          <p className="empty:hidden">
            {card ? (
              <>
                <span className="capitalize">{card.brand}</span> ending in{" "}
                <span className="tabular-nums">{card.last4}</span>
              </>
            ) : (
              takesCards && <span className="text-ink-2">No card is on file.</span>
            )}
          </p>
          <FormProblemNotice problem={form.problem} />
          {takesCards && (
            <div>
              <Button type="submit" loading={form.pending}>
                <ExternalLink aria-hidden />
                {card ? "Cards and payments" : "Add a card"}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}
