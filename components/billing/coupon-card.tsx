"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { DiscountsTable } from "./discounts-table.tsx";
import { useDiscounts } from "./queries.ts";

export function CouponCard() {
  const t = useTranslations("billing");
  const discounts = useDiscounts();
  return (
    <Card>
      <CardHeader
        title={t("couponCard.discounts")}
        description={t("couponCard.aCodeCountsOnceFromThisMonths")}
      />
      <CardBody>
        <RedeemForm />
      </CardBody>
      <QueryView
        query={discounts}
        loading={<LoadingRows rows={1} label={t("couponCard.loadingDiscounts")} />}
      >
        {({ items }) => (items.length > 0 ? <DiscountsTable items={items} /> : null)}
      </QueryView>
    </Card>
  );
}

function RedeemForm() {
  const t = useTranslations("billing");
  const queries = useQueryClient();
  const toast = useToast();
  // A new form after each success, so that the field is empty again.
  const [redeemed, setRedeemed] = useState(0);
  const form = useSubmit<{ code: string }>((body) =>
    submitting(async () => {
      await api("/api/billing/coupons", { body });
      await queries.invalidateQueries({ queryKey: ["billing", "coupons"] });
      setRedeemed((count) => count + 1);
      toast({ tone: "ok", title: t("couponCard.theDiscountIsYours") });
    }),
  );
  return (
    <form
      key={redeemed}
      method="post"
      onSubmit={form.onSubmit((data) => ({ code: textOf(data, "code") }))}
      className="grid max-w-md grid-cols-1 gap-3"
    >
      <Field label={t("couponCard.code")} error={form.fieldError("code")}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              name="code"
              required
              maxLength={40}
              autoComplete="off"
              className="uppercase"
            />
            <Button type="submit" loading={form.pending}>
              {t("couponCard.redeem")}
            </Button>
          </div>
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
    </form>
  );
}
