import { useTranslations } from "next-intl";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

/** The field `confirm`: a word is typed before what cannot be undone. */
export function TypedWord({ word, error }: { word: string; error: string | undefined }) {
  const t = useTranslations("ui");
  return (
    <Field label={t("typedWord.typeToConfirm", { word })} error={error}>
      {(control) => (
        <Input
          {...control}
          name="confirm"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
