"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("account");
  const toast = useToast();
  const element = useRef<HTMLFormElement>(null);
  const form = useSubmit<{ current_password: string; password: string }>(
    (values) => submitting(() => api("/api/me/password", { method: "PUT", body: values })),
    () => {
      element.current?.reset();
      toast({
        tone: "ok",
        title: t("passwordCard.yourPasswordIsChanged"),
        description: t("passwordCard.otherDevicesAreSignedOut"),
      });
    },
  );
  return (
    <Card>
      <CardHeader
        title={t("passwordCard.password")}
        description={
          hasPassword
            ? t("passwordCard.forAllOfYourOrganisationsANew")
            : t("passwordCard.youHaveNoneYouSignInByALinkInA")
        }
      />
      <CardBody>
        <form
          ref={element}
          method="post"
          className="grid max-w-sm gap-4"
          onSubmit={form.onSubmit((data) => ({
            current_password: String(data.get("current_password") ?? ""),
            password: String(data.get("password") ?? ""),
          }))}
        >
          {hasPassword && (
            <PasswordField
              label={t("passwordCard.presentPassword")}
              name="current_password"
              autoComplete="current-password"
              error={form.fieldError("current_password")}
            />
          )}
          <PasswordField
            label={t("passwordCard.newPassword")}
            autoComplete="new-password"
            error={form.fieldError("password")}
          />
          <FormProblemNotice problem={form.problem} />
          <div>
            <Button type="submit" variant="primary" loading={form.pending}>
              {hasPassword ? t("passwordCard.changePassword") : t("passwordCard.setAPassword")}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
