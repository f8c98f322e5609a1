"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type FirstStep, useWatchSteps } from "./queries.ts";
import { SampleButton } from "./sample-button.tsx";

/** Where a step is done; nothing where it is done already, or where it waits for another. */
export function StepAction({ step, isNext }: { step: FirstStep; isNext: boolean }) {
  const t = useTranslations("onboarding");
  const locale = useLocale();
  const { id, done, target } = step;
  // What a link saves, the page is not told of.
  const [saved, setSaved] = useState(false);
  useWatchSteps(saved && !done);
  const look = { size: "sm", variant: isNext ? "primary" : "secondary" } as const;
  if (id === "model")
    return done ? null : (
      <div className="flex flex-wrap gap-2">
        <SampleButton {...look} />
        <Button asChild size="sm">
          <Link href="/files">{t("steps.model.action")}</Link>
        </Button>
      </div>
    );
  // The estimate stays within reach when it has been looked at; the rest is done.
  if (done && id !== "estimate") return null;
  const href = hrefOf(id, target);
  if (!href) return null;
  return (
    <Button asChild {...look}>
      {id === "report" ? (
        <a
          href={`${href}?${new URLSearchParams({ format: "pdf", locale })}`}
          download
          onClick={() => setSaved(true)}
        >
          {t("steps.report.action")}
        </a>
      ) : (
        <Link href={href}>{t(`steps.${id}.action`)}</Link>
      )}
    </Button>
  );
}

function hrefOf(id: Exclude<FirstStep["id"], "model">, target: string | null): string | null {
  if (id === "settings") return "/settings";
  if (id === "invite") return "/settings/members?invite=1";
  if (!target) return null;
  return {
    estimate: `/estimates/${target}`,
    materials: `/files/${target}?tab=materials`,
    report: `/api/cost-estimates/${target}/export`,
  }[id];
}
