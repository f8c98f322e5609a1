"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { SettingsAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { useSettings } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { TermsFields, termsFrom } from "#components/estimates/terms-fields.tsx";
import type { Role } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

const MIB = 2 ** 20;
const FORMATS = [
  { value: "ifc", label: "IFC", hint: "Processed: quantities, cost and carbon" },
  { value: "dwg", label: "DWG", hint: "Stored; not processed yet" },
  { value: "dxf", label: "DXF", hint: "Stored; not processed yet" },
  { value: "rvt", label: "Revit (RVT)", hint: "Stored; not processed yet" },
  { value: "pdf", label: "PDF", hint: "Stored; not processed yet" },
] as const;

export function Settings({ role }: { role: Role }) {
  const settings = useSettings();
  const isAdmin = role === "admin";
  return (
    <div className="max-w-3xl">
      <PageHeader title="Settings" description="What holds for everybody in this organisation." />
      <QueryView query={settings} loading={<Skeleton className="h-96 rounded-lg" />}>
        {(data) => (
          <div className="grid grid-cols-1 gap-5">
            {!isAdmin && <Callout title="Admins change these settings">You may look at them.</Callout>}
            <EstimateSettings settings={data} isAdmin={isAdmin} />
            <FileSettings settings={data} isAdmin={isAdmin} />
            <BrandSettings key={data.brand_color} settings={data} isAdmin={isAdmin} />
          </div>
        )}
      </QueryView>
    </div>
  );
}

interface PartProps {
  settings: SettingsAnswer;
  isAdmin: boolean;
}

function EstimateSettings({ settings, isAdmin }: PartProps) {
  const form = useSettingsForm();
  return (
    <SettingsCard
      title="Estimates"
      description="Where new estimates start from. Present ones keep theirs until they are calculated again."
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({
        ...termsFrom(data),
        currency: textOf(data, "currency"),
      })}
    >
      <TermsFields terms={settings} places={settings.known_locations} fieldError={form.fieldError} />
      <Field
        label="Currency"
        hint="Of the price books you import, as three letters. The built-in one is in USD; nothing is converted."
        error={form.fieldError("currency")}
      >
        {(control) => (
          <Input
            {...control}
            name="currency"
            required
            maxLength={3}
            pattern="[A-Za-z]{3}"
            title="Three letters such as USD"
            autoComplete="off"
            defaultValue={settings.currency}
          />
        )}
      </Field>
    </SettingsCard>
  );
}

function FileSettings({ settings, isAdmin }: PartProps) {
  const form = useSettingsForm();
  const [types, setTypes] = useState<readonly string[]>(settings.allowed_file_types);
  return (
    <SettingsCard
      title="Uploads"
      description="What members and programs may upload."
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({
        allowed_file_types: types,
        max_file_size: Math.round(Number(textOf(data, "max_file_size")) * MIB),
      })}
    >
      <fieldset
        className="grid gap-2"
        aria-describedby={form.fieldError("allowed_file_types") ? "types-error" : undefined}
      >
        <legend className="mb-1.5 font-medium text-sm">Types of files</legend>
        {FORMATS.map(({ value, label, hint }) => (
          <Checkbox
            key={value}
            label={label}
            hint={hint}
            disabled={!isAdmin}
            checked={types.includes(value)}
            onCheckedChange={(checked) =>
              setTypes(checked === true ? [...types, value] : types.filter((type) => type !== value))
            }
          />
        ))}
        <FieldError id="types-error" error={form.fieldError("allowed_file_types")} />
      </fieldset>
      <Field label="Largest file, MiB" hint="5120 MiB are 5 GiB." error={form.fieldError("max_file_size")}>
        {(control) => (
          <Input
            {...control}
            name="max_file_size"
            required
            inputMode="numeric"
            autoComplete="off"
            pattern="\d+"
            title="A whole number"
            className="max-w-40"
            defaultValue={String(Math.round(settings.max_file_size / MIB))}
          />
        )}
      </Field>
    </SettingsCard>
  );
}

function BrandSettings({ settings, isAdmin }: PartProps) {
  const router = useRouter();
  const form = useSettingsForm(() => router.refresh());
  return (
    <SettingsCard
      title="Brand colour"
      description="Of buttons and links. It is darkened or lightened where text on it would be hard to read."
      isAdmin={isAdmin}
      form={form}
      values={(data) => ({ brand_color: textOf(data, "brand_color") || null })}
    >
      <Field
        label="Colour"
        optional
        hint="As # and six digits; empty for the product's own."
        error={form.fieldError("brand_color")}
      >
        {(control) => (
          <Input
            {...control}
            name="brand_color"
            autoComplete="off"
            pattern="#[0-9a-fA-F]{6}"
            title="A colour such as #1d55c9"
            placeholder="#1d55c9"
            className="max-w-40 font-mono"
            defaultValue={settings.brand_color ?? ""}
          />
        )}
      </Field>
    </SettingsCard>
  );
}

type Change = Record<string, unknown>;

function useSettingsForm(onSaved?: () => void) {
  const queries = useQueryClient();
  const toast = useToast();
  return useSubmit<Change>((body) =>
    submitting(async () => {
      const saved = await api<SettingsAnswer>("/api/settings", { method: "PATCH", body });
      queries.setQueryData(["settings"], saved);
      await queries.invalidateQueries({ queryKey: ["tenant"] });
      toast({ tone: "ok", title: "Settings are saved" });
      onSaved?.();
    }),
  );
}

function SettingsCard({
  title,
  description,
  isAdmin,
  form,
  values,
  children,
}: {
  title: string;
  description: string;
  isAdmin: boolean;
  form: ReturnType<typeof useSettingsForm>;
  values: (data: FormData) => Change;
  children: ReactNode;
}) {
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <form method="post" onSubmit={form.onSubmit(values)}>
        <CardBody>
          <fieldset disabled={!isAdmin} className="grid grid-cols-1 gap-4" aria-label={title}>
            {children}
            <FormProblemNotice problem={form.problem} />
          </fieldset>
        </CardBody>
        {isAdmin && (
          <CardFooter className="justify-end">
            <Button type="submit" variant="primary" loading={form.pending} aria-label={`Save: ${title}`}>
              Save
            </Button>
          </CardFooter>
        )}
      </form>
    </Card>
  );
}
