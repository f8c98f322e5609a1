import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Switch } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ArchivalClass, RuleAnswer } from "./answers.ts";
import { draftOf, type RuleDraft } from "./rule-drafts.ts";
import { archiveClassOptions, storageClasses } from "./words.ts";

const sinceOf = (t: Translator<"archival">): { value: RuleAnswer["since"]; label: string }[] => [
  { value: "last_access", label: t("ruleFields.sinceItWasLastUsed") },
  { value: "creation", label: t("ruleFields.sinceItWasUploaded") },
];

interface RuleFieldsProps {
  name: ArchivalClass;
  label: string;
  hint: string;
  draft: RuleDraft;
  byDefault: RuleAnswer;
  disabled: boolean;
  error: (field: keyof RuleAnswer) => string | undefined;
  onChange: (draft: RuleDraft) => void;
}

/** One rule of archival, with what holds by default and the way back to it. */
export function RuleFields({
  name,
  label,
  hint,
  draft,
  byDefault,
  disabled,
  error,
  onChange,
}: RuleFieldsProps) {
  const t = useTranslations("archival");
  const isDefault = JSON.stringify(draft) === JSON.stringify(draftOf(byDefault));
  const off = disabled || !draft.enabled;
  return (
    <fieldset className="grid grid-cols-1 gap-3 border-line border-t pt-4 first:border-t-0 first:pt-0">
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <Switch
          label={<span className="font-medium">{label}</span>}
          hint={hint}
          disabled={disabled}
          checked={draft.enabled}
          onCheckedChange={(enabled) => onChange({ ...draft, enabled })}
        />
        {!disabled && (
          <Button
            type="button"
            size="sm"
            variant="ghost"
            disabled={isDefault}
            aria-label={t("ruleFields.resetToDefault", { label })}
            onClick={() => onChange(draftOf(byDefault))}
          >
            <RotateCcw aria-hidden />
            {t("ruleFields.resetToDefault2")}
          </Button>
        )}
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-[8rem_1fr_1.4fr]">
        <Field label={t("ruleFields.afterDays")} error={error("after_days")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={1}
              max={3650}
              step={1}
              disabled={off}
              value={draft.after_days}
              onChange={(event) => onChange({ ...draft, after_days: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("ruleFields.counted")} error={error("since")}>
          {(control) => (
            <Select
              {...control}
              disabled={off || name === "logs"}
              options={
                name === "logs"
                  ? [{ value: "creation", label: t("ruleFields.fromTheDayItself") }]
                  : sinceOf(t)
              }
              value={draft.since}
              onChange={(event) =>
                onChange({ ...draft, since: event.target.value === "creation" ? "creation" : "last_access" })
              }
            />
          )}
        </Field>
        <Field label={t("ruleFields.storedAs")} error={error("storage_class")}>
          {(control) => (
            <Select
              {...control}
              disabled={off}
              options={archiveClassOptions(t)}
              value={draft.storage_class}
              onChange={(event) => {
                const chosen = archiveClassOptions(t).find(({ value }) => value === event.target.value);
                if (chosen) onChange({ ...draft, storage_class: chosen.value });
              }}
            />
          )}
        </Field>
      </div>
      <p className="text-ink-3 text-sm">
        {t("ruleFields.byDefault", { name: defaultText(t, name, byDefault) })}
      </p>
    </fieldset>
  );
}

function defaultText(
  t: Translator<"archival">,
  name: ArchivalClass,
  { enabled, after_days, since, storage_class }: RuleAnswer,
): string {
  if (!enabled) return "off.";
  const counted =
    name === "logs"
      ? t("ruleFields.fromTheDayItself")
      : since === "creation"
        ? t("ruleFields.sinceItWasUploaded")
        : t("ruleFields.sinceItWasLastUsed");
  return t("ruleFields.afterDaysStoredAs", {
    afterDays: after_days,
    counted,
    label: storageClasses(t)[storage_class].label,
  });
}
