import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Which organisation a run is for, by its address; empty: all. */
export function OrganisationField({ slug, onChange }: { slug: string; onChange: (slug: string) => void }) {
  return (
    <Field label="Organisation" optional>
      {(control) => (
        <Input
          {...control}
          value={slug}
          placeholder="All; or an address such as demo"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
        />
      )}
    </Field>
  );
}
