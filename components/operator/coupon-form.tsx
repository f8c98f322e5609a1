"use client";
import { useState } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { ChangeForm } from "./change-form.tsx";
import { CurrencyField, InputField } from "./input-field.tsx";
import { dayAfter } from "./units.ts";

export function CouponForm({ onDone }: { onDone: () => void }) {
  const [kind, setKind] = useState<"percent" | "amount">("percent");
  return (
    <ChangeForm
      request={(fields) => {
        const [months, day] = [textOf(fields, "months"), textOf(fields, "redeem_by")];
        return {
          path: "/api/admin/coupons",
          body: {
            code: textOf(fields, "code"),
            ...(kind === "percent"
              ? { percent_off: textOf(fields, "percent_off") }
              : { amount_off: { amount: textOf(fields, "amount"), currency: textOf(fields, "currency") } }),
            months: months === "" ? null : Number(months),
            redeem_by: day === "" ? null : dayAfter(day),
          },
        };
      }}
      submit="Make coupon"
      done="The coupon can be redeemed"
      onDone={onDone}
    >
      {(error) => (
        <>
          <InputField
            label="Code"
            hint="3 to 40 letters, digits and hyphens. Long and unguessable unless everybody may have it."
            error={error("code")}
            name="code"
            required
            minLength={3}
            maxLength={40}
            className="uppercase"
          />
          <div>
            <Segmented
              label="What it takes off"
              value={kind}
              onChange={setKind}
              segments={[
                { value: "percent", label: "Per cent" },
                { value: "amount", label: "Amount" },
              ]}
            />
          </div>
          {kind === "percent" ? (
            <InputField
              label="Off each month, %"
              error={error("percent_off")}
              name="percent_off"
              required
              inputMode="decimal"
            />
          ) : (
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <InputField
                label="Off each month"
                error={error("amount_off.amount")}
                name="amount"
                required
                inputMode="decimal"
              />
              <CurrencyField
                hint="Only for organisations that are billed in it."
                error={error("amount_off.currency")}
                defaultValue="USD"
              />
            </div>
          )}
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <InputField
              label="Months it holds"
              optional
              hint="The month of redeeming included. Left empty: no end."
              error={error("months")}
              name="months"
              type="number"
              min={1}
              max={120}
              step={1}
            />
            <InputField
              label="Last day to redeem (UTC)"
              optional
              error={error("redeem_by")}
              name="redeem_by"
              type="date"
              min={new Date().toISOString().slice(0, 10)}
            />
          </div>
        </>
      )}
    </ChangeForm>
  );
}
