"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** Says that a domain is the organisation's own; its record is shown then. */
export function ClaimDomainForm({
  use,
  label,
  placeholder,
}: {
  use: "address" | "mail";
  label: string;
  placeholder: string;
}) {
  const t = useTranslations("settings");
  const queries = useQueryClient();
  const form = useSubmit<{ domain: string }>(({ domain }) =>
    submitting(async () => {
      await api("/api/domains", { body: { domain, use } });
      await queries.invalidateQueries({ queryKey: ["domains"] });
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-3"
      onSubmit={form.onSubmit((data) => ({ domain: textOf(data, "domain") }))}
    >
      <Field
        label={label}
        hint={
          use === "address"
            ? t("claimDomainForm.withoutHttpsAndPathNextYou")
            : t("claimDomainForm.thePartOfTheAddressesBehindThe")
        }
        error={form.fieldError("domain")}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              name="domain"
              required
              maxLength={253}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={placeholder}
              className="max-w-80"
            />
            <Button type="submit" loading={form.pending}>
              {t("claimDomainForm.addDomain")}
            </Button>
          </div>
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
    </form>
  );
}
