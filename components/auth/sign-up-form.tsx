"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { PasswordField } from "./password-field.tsx";
import { slugFrom } from "./slug.ts";

export interface SignUpValues {
  organisation: string;
  slug: string;
  name: string;
  email: string;
  password: string;
}

/** A new organisation and its first admin. The address follows the name until it is typed over. */
export function SignUpForm({ onSubmit, rootDomain }: { onSubmit: Submit<SignUpValues>; rootDomain: string }) {
  const t = useTranslations("auth");
  const form = useSubmit(onSubmit);
  const [organisation, setOrganisation] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? slugFrom(organisation);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        organisation: organisation.trim(),
        slug,
        name: textOf(data, "name"),
        email: textOf(data, "email"),
        password: String(data.get("password") ?? ""),
      }))}
    >
      <Field label={t("signUpForm.organisation")} error={form.fieldError("organisation")}>
        {(control) => (
          <Input
            {...control}
            name="organisation"
            required
            minLength={2}
            maxLength={120}
            autoComplete="organization"
            value={organisation}
            onChange={(event) => setOrganisation(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t("signUpForm.address")}
        error={form.fieldError("slug")}
        hint={<SlugPreview slug={slug} rootDomain={rootDomain} />}
      >
        {(control) => (
          <Input
            {...control}
            name="slug"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            onChange={(event) => setOwnSlug(event.target.value.toLowerCase().replace(/\s+/g, "-") || null)}
          />
        )}
      </Field>
      <Field label={t("signUpForm.yourName")} error={form.fieldError("name")}>
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="name" />}
      </Field>
      <Field label={t("signUpForm.eMail")} error={form.fieldError("email")}>
        {(control) => (
          <Input {...control} type="email" name="email" required maxLength={254} autoComplete="username" />
        )}
      </Field>
      <PasswordField autoComplete="new-password" error={form.fieldError("password")} />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("signUpForm.createOrganisation")}
      </Button>
    </form>
  );
}

function SlugPreview({ slug, rootDomain }: { slug: string; rootDomain: string }) {
  const t = useTranslations("auth");
  return (
    <>
      {t.rich("signUpForm.yourOrganisationWillBeAt", {
        span: (chunks) => <span className="wrap-anywhere font-medium text-ink-2">{chunks}</span>,
        slug: slug || t("signUpForm.yourAddress"),
        rootDomain,
      })}
    </>
  );
}
