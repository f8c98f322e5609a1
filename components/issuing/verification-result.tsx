"use client";
import { useTranslations } from "next-intl";
import { Time } from "#components/format/time-element.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import type { VerificationAnswer } from "./answers.ts";

const TONES = { current: "ok", superseded: "warn", withdrawn: "bad" } as const;

/** What is known of a hash: of what it is, whose, and whether that still holds; or that it is unknown, and why that may be. */
export function VerificationResult({
  answer: { sha256, result, issue },
  filename,
}: {
  answer: VerificationAnswer;
  /** Of the file that was hashed; null: the hash itself was given. */
  filename: string | null;
}) {
  const t = useTranslations("issuing");
  const hash = <code className="break-all font-mono text-sm">{sha256}</code>;
  if (!issue)
    return (
      <Callout tone="warn" title={t(`result.${result === "unavailable" ? "unavailable" : "unknown"}.title`)}>
        <p>{t(`result.${result === "unavailable" ? "unavailable" : "unknown"}.text`)}</p>
        {filename && <p className="break-words">{t("result.ofFile", { filename })}</p>}
        <p>{hash}</p>
      </Callout>
    );
  return (
    <Card>
      <CardBody className="grid gap-4 pt-4">
        <Callout
          tone={TONES[issue.status]}
          title={t(`result.${issue.status}.title`, { revision: issue.revision })}
        >
          <p>{t(`result.${issue.status}.text`)}</p>
        </Callout>
        {issue.of === "snapshot" && (
          <Callout title={t("result.snapshot.title")}>{t("result.snapshot.text")}</Callout>
        )}
        <DataList
          items={[
            ...(filename ? [{ key: "file", term: t("result.file"), value: filename }] : []),
            { key: "of", term: t("result.of"), value: t(`result.kind.${issue.of}`) },
            { key: "organisation", term: t("result.organisation"), value: issue.organisation },
            { key: "estimate", term: t("result.estimate"), value: issue.estimate },
            { key: "revision", term: t("result.revision"), value: issue.revision },
            { key: "purpose", term: t("result.purpose"), value: issue.purpose },
            { key: "issued", term: t("result.issuedAt"), value: <Time at={issue.issued_at} /> },
            { key: "signer", term: t("approval.signedBy"), value: t("approval.signer", issue.signer) },
            { key: "approved", term: t("approval.at"), value: <Time at={issue.approved_at} /> },
            ...(issue.withdrawn_at
              ? [{ key: "withdrawn", term: t("result.withdrawnAt"), value: <Time at={issue.withdrawn_at} /> }]
              : []),
            { key: "sha256", term: "SHA-256", value: hash },
          ]}
        />
      </CardBody>
    </Card>
  );
}
