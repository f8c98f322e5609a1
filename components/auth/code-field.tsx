import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** A code of an authenticator app, or a recovery code where it is said so. */
export function CodeField({
  label,
  hint,
  error,
  autoFocus = false,
}: {
  label?: string;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
}) {
  const t = useTranslations("auth");
  return (
    <Field label={label ?? t("codeField.code")} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          name="code"
          required
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          // The step begins when the person has just pressed a button for it.
          ref={(input) => {
            if (autoFocus) input?.focus();
          }}
          className="font-mono tracking-wider"
        />
      )}
    </Field>
  );
}
