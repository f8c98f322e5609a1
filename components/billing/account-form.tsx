"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { formatRate } from "#components/format/percent.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { AccountAnswer } from "./queries.ts";

/** Whom the invoices go to. Tax rate and reverse charge are shown; operators set them. */
export function AccountForm({ account }: { account: AccountAnswer }) {
  const t = useTranslations("billing");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<Record<string, unknown>>((body) =>
    submitting(async () => {
      const saved = await api<AccountAnswer>("/api/billing/account", { method: "PATCH", body });
      queries.setQueryData(["billing", "account"], saved);
      toast({ tone: "ok", title: t("accountForm.billingDetailsAreSaved") });
    }),
  );
  const field = (
    name: "legal_name" | "country" | "tax_id",
    label: string,
    more: { hint?: string; maxLength?: number; autoComplete?: string } = {},
  ) => (
    <Field label={label} optional hint={more.hint} error={form.fieldError(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          maxLength={more.maxLength ?? 200}
          autoComplete={more.autoComplete ?? "off"}
          defaultValue={account[name] ?? ""}
        />
      )}
    </Field>
  );
  return (
    <Card>
      <CardHeader
        title={t("accountForm.billingDetails")}
        description={t("accountForm.onInvoicesThatAreMadeFromNowOn")}
      />
      <form method="post" onSubmit={form.onSubmit(valuesOf)}>
        <CardBody>
          <fieldset className="grid grid-cols-1 gap-4" aria-label={t("accountForm.billingDetails")}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              {field("legal_name", t("accountForm.legalName"), { autoComplete: "organization" })}
              {field("country", t("accountForm.country"), {
                hint: t("accountForm.twoLettersSuchAsDe"),
                maxLength: 2,
              })}
            </div>
            <Field label={t("accountForm.address")} optional error={form.fieldError("address")}>
              {(control) => (
                <Textarea
                  {...control}
                  name="address"
                  rows={3}
                  maxLength={500}
                  autoComplete="street-address"
                  defaultValue={account.address ?? ""}
                />
              )}
            </Field>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              {field("tax_id", t("accountForm.taxId"), {
                hint: t("accountForm.inTheEuTheVatNumberWithIts"),
                maxLength: 40,
              })}
              <Field
                label={t("accountForm.billingContacts")}
                optional
                hint={t("accountForm.theyGetInvoicesBesideTheAdmins")}
                error={form.fieldError("contacts") ?? contactError(form.problem?.fields)}
              >
                {(control) => (
                  <Textarea
                    {...control}
                    name="contacts"
                    rows={3}
                    defaultValue={account.contacts.join("\n")}
                  />
                )}
              </Field>
            </div>
            <FormProblemNotice problem={form.problem} />
          </fieldset>
        </CardBody>
        <CardFooter>
          <p>{t("accountForm.taxOnYourInvoicesWriteTo", { account: taxText(t, account) })}</p>
          <Button type="submit" variant="primary" loading={form.pending}>
            {t("accountForm.save")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

function valuesOf(data: FormData): Record<string, unknown> {
  return {
    legal_name: textOf(data, "legal_name"),
    country: textOf(data, "country"),
    address: textOf(data, "address"),
    tax_id: textOf(data, "tax_id"),
    contacts: textOf(data, "contacts")
      .split(/[\s,;]+/)
      .filter((contact) => contact !== ""),
  };
}

/** Of the first contact that was refused: its field is `contacts.2`. */
function contactError(fields: Record<string, string> | undefined): string | undefined {
  return Object.entries(fields ?? {}).find(([path]) => path.startsWith("contacts."))?.[1];
}

function taxText(t: Translator<"billing">, { tax_percent, reverse_charge }: AccountAnswer): string {
  return reverse_charge ? t("accountForm.reverseChargeYouAccountForIt") : formatRate(tax_percent);
}
