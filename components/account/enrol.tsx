"use client";
import { useTranslations } from "next-intl";
import { CodeField } from "#components/auth/code-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";

export interface EnrolmentAnswer {
  secret: string;
  uri: string;
  qr_svg: string;
  enrolment: string;
}

export interface EnrolProps {
  enrolment: EnrolmentAnswer;
  onConfirm: Submit<{ code: string }>;
  onCancel: () => void;
}

/** The QR code and its text for an authenticator app, and the first code that shows the app has it. */
export function Enrol({ enrolment, onConfirm, onCancel }: EnrolProps) {
  const t = useTranslations("account");
  const form = useSubmit(onConfirm);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ code: textOf(data, "code") }))}
    >
      <EnrolmentSecret enrolment={enrolment} />
      <div className="max-w-xs">
        <CodeField label={t("enrol.n2TheCodeThatTheAppShowsNow")} error={form.fieldError("code")} />
      </div>
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={form.pending}>
          {t("enrol.turnOn")}
        </Button>
        <Button onClick={onCancel}>{t("enrol.cancel")}</Button>
      </div>
    </form>
  );
}

/** What an authenticator app has to read: as a picture, as text, and as a link. The first of two steps. */
export function EnrolmentSecret({ enrolment }: { enrolment: EnrolmentAnswer }) {
  const t = useTranslations("account");
  return (
    <>
      <p className="text-ink-2">{t("enrol.n1ScanThisWithAnAuthenticator")}</p>
      <div className="flex flex-wrap items-start gap-4">
        {/* biome-ignore lint/performance/noImgElement: a picture in the page itself, which no loader could make smaller */}
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qr_svg)}`}
          alt={t("enrol.qrCodeOfTheSecret")}
          width={176}
          height={176}
          className="rounded-md border border-line bg-white p-1"
        />
        <div className="grid min-w-0 gap-1.5">
          <p className="text-ink-2 text-sm">{t("enrol.orTypeThisSecretIntoIt")}</p>
          <div className="flex items-start gap-2">
            <code data-testid="secret" className="min-w-0 break-words text-sm">
              {enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}
            </code>
            <CopyButton value={enrolment.secret} label={t("enrol.copyTheSecret")} />
          </div>
          <a href={enrolment.uri} className="text-brand-text text-sm underline underline-offset-4">
            {t("enrol.openInAnAppOnThisDevice")}
          </a>
        </div>
      </div>
    </>
  );
}
