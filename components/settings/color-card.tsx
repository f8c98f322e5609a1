"use client";
import { useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { useRefresh } from "#components/data/use-refresh.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { brandTokens, contrastRatio, isHexColor, PRODUCT_COLOR, pageColors } from "#lib/branding/colors.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

/** The colour, what contrast it has, what it is made to where it has too little, and how it looks. */
export function ColorCard({ seen, logoUrl, name }: { seen: Seen; logoUrl: string | null; name: string }) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const [typed, setTyped] = useState<string | null>(null);
  const form = useSettingsForm(seen, () => {
    setTyped(null);
    refresh();
  });
  const color = (typed ?? seen.settings.brand_color ?? "").trim().toLowerCase();
  const shown = isHexColor(color) ? color : PRODUCT_COLOR;
  return (
    <SettingsCard
      title={t("colorCard.colour")}
      description={t("colorCard.ofButtonsLinksAndDocuments")}
      isAdmin
      form={form}
      values={() => (typed === null ? {} : { brand_color: color || null })}
    >
      <Field
        label={t("colorCard.colour")}
        optional
        hint={t("colorCard.asAndSixDigitsEmptyForThe")}
        error={form.fieldError("brand_color")}
      >
        {(control) => (
          <div className="flex items-center gap-2">
            <Input
              {...control}
              autoComplete="off"
              pattern="#[0-9a-fA-F]{6}"
              title={t("colorCard.aColourSuchAs1d55c9")}
              placeholder={PRODUCT_COLOR}
              className="max-w-40 font-mono"
              value={typed ?? seen.settings.brand_color ?? ""}
              onChange={(event) => setTyped(event.target.value)}
            />
            <input
              type="color"
              aria-label={t("colorCard.pickTheColour")}
              className="h-8 w-12 cursor-pointer rounded-md border border-control bg-surface p-0.5 touch:h-11"
              value={shown}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["light", "dark"] as const).map((scheme) => (
          <Scheme key={scheme} scheme={scheme} color={shown} logoUrl={logoUrl} name={name} />
        ))}
      </div>
    </SettingsCard>
  );
}

const labels = (t: Translator<"settings">) => ({ light: t("colorCard.light"), dark: t("colorCard.dark") });
/** WCAG 2.2, text of usual size. */
const READABLE = 4.5;

interface SchemeProps {
  scheme: "light" | "dark";
  color: string;
  logoUrl: string | null;
  name: string;
}

function Scheme({ scheme, color, logoUrl, name }: SchemeProps) {
  const t = useTranslations("settings");
  const { ground, ink } = pageColors(scheme);
  const tokens = brandTokens(color, scheme);
  const own = contrastRatio(color, ground);
  return (
    <figure className="grid gap-2">
      <figcaption className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-medium">{labels(t)[scheme]}</span>
        <span className="text-ink-2 tabular-nums">
          {t("colorCard.n1OnThePage", { toFixed: own.toFixed(1) })}
        </span>
        {own >= READABLE ? (
          <Badge tone="ok">{t("colorCard.asItIs")}</Badge>
        ) : (
          <Badge tone="warn">{t("colorCard.textIs", { text: tokens.text })}</Badge>
        )}
      </figcaption>
      <div
        aria-hidden
        className="flex gap-3 rounded-md border border-line p-3"
        style={{ background: ground, color: ink }}
      >
        <div className="grid w-24 shrink-0 grid-cols-1 content-start gap-2 border-line border-r pr-2 text-xs">
          <span className="flex min-w-0 items-center gap-1.5 font-medium">
            <Avatar name={name} src={logoUrl} square className="size-5" />
            <span className="truncate">{name}</span>
          </span>
          <span style={{ color: tokens.text }}>{t("colorCard.dashboard")}</span>
          <span>{t("colorCard.files")}</span>
        </div>
        <div className="grid min-w-0 content-start gap-2 text-xs">
          <Sample style={{ background: tokens.fill, color: tokens.on }}>{t("colorCard.estimate")}</Sample>
          <Sample style={{ background: tokens.strong, color: tokens.on }}>
            {t("colorCard.underThePointer")}
          </Sample>
          <span className="underline" style={{ color: tokens.text }}>
            {t("colorCard.aLinkInAMail")}
          </span>
        </div>
      </div>
      <p className="text-ink-3 text-xs tabular-nums">
        {t("colorCard.button1Link1", {
          toFixed: contrastRatio(tokens.fill, tokens.on).toFixed(1),
          toFixed2: contrastRatio(tokens.text, ground).toFixed(1),
        })}
      </p>
    </figure>
  );
}

function Sample({ style, children }: { style: CSSProperties; children: string }) {
  return (
    <span className="justify-self-start rounded-md px-2 py-1 font-medium" style={style}>
      {children}
    </span>
  );
}
