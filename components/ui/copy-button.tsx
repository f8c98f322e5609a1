"use client";
import { Check, Copy, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

/** Copies `value`. With `text` the label stands beside the icon, else it is only read out. */
export function CopyButton({
  value,
  label,
  text = false,
}: {
  value: string;
  label?: string;
  text?: boolean;
}) {
  const t = useTranslations("ui");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  const Icon = state === "copied" ? Check : state === "failed" ? X : Copy;
  const said =
    state === "copied"
      ? t("copyButton.copied")
      : state === "failed"
        ? t("copyButton.notCopiedSelectTheTextInstead")
        : (label ?? t("copyButton.copy"));
  return (
    <Button
      size="sm"
      variant={text ? "secondary" : "ghost"}
      icon={!text}
      onClick={copy}
      aria-label={text ? undefined : said}
    >
      <Icon aria-hidden />
      {text && said}
      <span role="status" className="sr-only">
        {state === "idle" ? "" : said}
      </span>
    </Button>
  );
}
