"use client";
import { Mail } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { PasswordField } from "./password-field.tsx";

export interface SignInFormProps {
  onPassword: Submit<{ email: string; password: string }>;
  /** Answers alike whether the address is known or not. */
  onMagicLink: Submit<{ email: string }>;
  /** Why the person was sent here, e.g. that they were signed out. */
  notice?: string;
}

/** Sign-in by password or by a link in a mail. */
export function SignInForm({ onPassword, onMagicLink, notice }: SignInFormProps) {
  const t = useTranslations("auth");
  const [way, setWay] = useState<"password" | "link">("password");
  const [email, setEmail] = useState("");
  return (
    <div className="grid gap-4">
      {notice && <Callout>{notice}</Callout>}
      <Segmented
        label={t("signInForm.howToSignIn")}
        value={way}
        onChange={setWay}
        segments={[
          { value: "password", label: t("signInForm.password") },
          { value: "link", label: t("signInForm.linkByMail") },
        ]}
      />
      {way === "password" ? (
        <ByPassword email={email} onEmail={setEmail} onSubmit={onPassword} />
      ) : (
        <ByLink email={email} onEmail={setEmail} onSubmit={onMagicLink} />
      )}
    </div>
  );
}

interface WayProps<Values> {
  email: string;
  onEmail: (email: string) => void;
  onSubmit: Submit<Values>;
}

function ByPassword({ email, onEmail, onSubmit }: WayProps<{ email: string; password: string }>) {
  const t = useTranslations("auth");
  const form = useSubmit(onSubmit);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        email: textOf(data, "email"),
        password: String(data.get("password") ?? ""),
      }))}
    >
      <EmailField email={email} onEmail={onEmail} error={form.fieldError("email")} />
      <PasswordField
        error={form.fieldError("password")}
        autoComplete="current-password"
        aside={
          <Link
            href="/forgot-password"
            className="text-brand-text hover:underline touch:-my-3 touch:inline-block touch:py-3"
          >
            {t("signInForm.forgot")}
          </Link>
        }
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("signInForm.signIn")}
      </Button>
    </form>
  );
}

function ByLink({ email, onEmail, onSubmit }: WayProps<{ email: string }>) {
  const t = useTranslations("auth");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit(onSubmit, () => setSentTo(email));
  if (sentTo) return <MailSent to={sentTo}>{t("signInForm.itHoldsALinkThatSignsYouInOnce")}</MailSent>;
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ email: textOf(data, "email") }))}
    >
      <EmailField email={email} onEmail={onEmail} error={form.fieldError("email")} />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        <Mail aria-hidden />
        {t("signInForm.sendTheLink")}
      </Button>
    </form>
  );
}

function EmailField({
  email,
  onEmail,
  error,
}: {
  email: string;
  onEmail: (email: string) => void;
  error: string | undefined;
}) {
  const t = useTranslations("auth");
  return (
    <Field label={t("signInForm.eMail")} error={error}>
      {(control) => (
        <Input
          {...control}
          type="email"
          name="email"
          required
          autoComplete="username"
          value={email}
          onChange={(event) => onEmail(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Said whether or not the address has an account. */
export function MailSent({ to, children }: { to: string; children: React.ReactNode }) {
  const t = useTranslations("auth");
  return (
    <Callout tone="ok" announce title={t("signInForm.lookIntoYourMail")}>
      {t.rich("signInForm.ifBelongsToAMemberHereAMailIs", { to, more: () => children })}
    </Callout>
  );
}

export interface OrganisationFormProps {
  rootDomain: string;
  onSlug: (slug: string) => void;
  /** Mails the links of all organisations of an address. Answers alike whether it is known or not. */
  onMail: Submit<{ email: string }>;
}

/** On the root domain, where nobody signs in: the way to one's organisation. */
export function OrganisationForm({ rootDomain, onSlug, onMail }: OrganisationFormProps) {
  const t = useTranslations("auth");
  const [email, setEmail] = useState("");
  return (
    <div className="grid gap-6">
      <form
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSlug(textOf(new FormData(event.currentTarget), "slug").toLowerCase());
        }}
      >
        <Field
          label={t("signInForm.yourOrganisationsAddress")}
          hint={t("signInForm.thePartBefore", { rootDomain })}
        >
          {(control) => (
            <Input
              {...control}
              name="slug"
              required
              pattern="[a-zA-Z][a-zA-Z0-9\-]{1,38}[a-zA-Z0-9]"
              autoCapitalize="none"
              autoComplete="organization"
              spellCheck={false}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg">
          {t("signInForm.continue")}
        </Button>
      </form>
      <div className="grid gap-3 border-line border-t pt-5">
        <p className="text-ink-2">{t("signInForm.forgotTheAddressWeMailYouASign")}</p>
        <ByLink email={email} onEmail={setEmail} onSubmit={onMail} />
      </div>
    </div>
  );
}
