"use client";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import { type Seen, SettingsCard, useSettingsForm } from "./settings-card.tsx";

/** Which web pages elsewhere may call the API. */
export function CorsSettings({ seen, isAdmin }: { seen: Seen; isAdmin: boolean }) {
  const form = useSettingsForm(seen);
  return (
    <SettingsCard
      title="API from web pages"
      description="Pages of these origins may call the API from a browser, with an API key. A sign-in here never counts there."
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({ cors_origins: textOf(data, "cors_origins").split(/\s+/).filter(Boolean) })}
    >
      <Field
        label="Allowed origins"
        optional
        hint="One a line, exactly as the browser has it: https, host, and port where it is not 443. At most 20."
        error={form.fieldError("cors_origins")}
      >
        {(control) => (
          <Textarea
            {...control}
            name="cors_origins"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            placeholder="https://app.example.com"
            className="font-mono text-sm"
            defaultValue={seen.settings.cors_origins.join("\n")}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
