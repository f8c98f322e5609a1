"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export interface PasswordFieldProps {
  label?: string;
  name?: string;
  autoComplete: "current-password" | "new-password";
  hint?: string | undefined;
  error?: string | undefined;
  aside?: ReactNode;
}

/** Fewest characters of a new password, as lib/auth has it. */
export const PASSWORD_LENGTH = 10;

/** A password that can be looked at. A new one says how long it must be. */
export function PasswordField({
  label,
  name = "password",
  autoComplete,
  hint,
  error,
  aside,
}: PasswordFieldProps) {
  const t = useTranslations("auth");
  const [shown, setShown] = useState(false);
  const isNew = autoComplete === "new-password";
  return (
    <Field
      label={label ?? t("passwordField.password")}
      error={error}
      aside={aside}
      hint={
        hint ??
        (isNew ? t("passwordField.atLeastCharacters", { passwordLength: PASSWORD_LENGTH }) : undefined)
      }
    >
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            type={shown ? "text" : "password"}
            name={name}
            required
            minLength={isNew ? PASSWORD_LENGTH : undefined}
            maxLength={200}
            autoComplete={autoComplete}
            className="pr-10 touch:pr-12"
          />
          <Button
            size="sm"
            variant="ghost"
            icon
            aria-label={t("passwordField.showThePassword")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute top-0.5 right-0.5 touch:top-0 touch:right-0"
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
        </div>
      )}
    </Field>
  );
}
