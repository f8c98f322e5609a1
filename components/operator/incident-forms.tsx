"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import {
  type IncidentAnswer,
  incidentWords,
  type StatusAnswer,
  stateWords,
} from "#components/status/words.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { ChangeForm } from "./change-form.tsx";
import { InputField } from "./input-field.tsx";

type Capabilities = StatusAnswer["capabilities"];
type FieldErrors = (name: string) => string | undefined;

const states = (tStatus: Translator<"status">) =>
  (["investigating", "identified", "monitoring"] as const).map((value) => ({
    value,
    label: incidentWords(tStatus)[value].label,
  }));
const impacts = (tStatus: Translator<"status">) => [
  { value: "operational", label: "Nothing is felt of it: no banner" },
  { value: "degraded", label: `${stateWords(tStatus).degraded.label}: slow or in part` },
  { value: "down", label: `${stateWords(tStatus).down.label}: does not work` },
];

export function NewIncidentForm({
  kind,
  capabilities,
  onDone,
}: {
  kind: IncidentAnswer["kind"];
  capabilities: Capabilities;
  onDone: () => void;
}) {
  return (
    <ChangeForm
      request={(fields) => ({
        path: "/api/admin/incidents",
        body: {
          kind,
          ...headOf(fields, kind),
          ...(kind === "incident" ? { state: textOf(fields, "state") } : {}),
          text: textOf(fields, "text"),
        },
      })}
      submit={kind === "incident" ? "Report incident" : "Plan maintenance"}
      done={
        kind === "incident" ? "Everybody can read of the incident" : "Everybody can read of the maintenance"
      }
      onDone={onDone}
    >
      {(error) => (
        <>
          <HeadFields kind={kind} capabilities={capabilities} error={error} />
          {kind === "incident" && <StateField error={error("state")} />}
          <TextField
            label={kind === "incident" ? "What is known" : "What will happen"}
            hint="For the people who use it: what they notice, and what they can do meanwhile."
            error={error("text")}
          />
        </>
      )}
    </ChangeForm>
  );
}

export function EditIncidentForm({
  incident,
  capabilities,
  onDone,
}: {
  incident: IncidentAnswer;
  capabilities: Capabilities;
  onDone: () => void;
}) {
  return (
    <ChangeForm
      request={(fields) => ({
        path: `/api/admin/incidents/${incident.id}`,
        method: "PATCH",
        body: headOf(fields, incident.kind),
      })}
      submit="Save"
      done="It is corrected"
      onDone={onDone}
    >
      {(error) => (
        <HeadFields kind={incident.kind} incident={incident} capabilities={capabilities} error={error} />
      )}
    </ChangeForm>
  );
}

export function UpdateForm({
  incident: { id, kind, state },
  onDone,
}: {
  incident: IncidentAnswer;
  onDone: () => void;
}) {
  return (
    <ChangeForm
      request={(fields) => ({
        path: `/api/admin/incidents/${id}/updates`,
        body: {
          ...(kind === "incident" ? { state: textOf(fields, "state") } : {}),
          text: textOf(fields, "text"),
        },
      })}
      submit="Say it"
      done="Everybody can read it"
      onDone={onDone}
    >
      {(error) => (
        <>
          {kind === "incident" && <StateField error={error("state")} value={state} />}
          <TextField label="What is new" error={error("text")} />
        </>
      )}
    </ChangeForm>
  );
}

export function ResolveForm({
  incident: { id, kind },
  submit,
  onDone,
}: {
  incident: IncidentAnswer;
  submit: string;
  onDone: () => void;
}) {
  return (
    <ChangeForm
      request={(fields) => ({
        path: `/api/admin/incidents/${id}/resolve`,
        body: { text: textOf(fields, "text") },
      })}
      submit={submit}
      done={kind === "incident" ? "The incident is resolved" : "The maintenance is over"}
      onDone={onDone}
    >
      {(error) => (
        <TextField
          label="Last word"
          hint={
            kind === "incident" ? "What it was, and that it works again." : "That it is done, or called off."
          }
          error={error("text")}
        />
      )}
    </ChangeForm>
  );
}

function HeadFields({
  kind,
  incident,
  capabilities,
  error,
}: {
  kind: IncidentAnswer["kind"];
  incident?: IncidentAnswer;
  capabilities: Capabilities;
  error: FieldErrors;
}) {
  const tStatus = useTranslations("status");
  const id = useId();
  return (
    <>
      <InputField
        label="Title"
        name="title"
        required
        minLength={3}
        maxLength={200}
        defaultValue={incident?.title}
        error={error("title")}
      />
      <fieldset className="grid gap-1.5" aria-describedby={error("affects") ? id : undefined}>
        <legend className="mb-1.5 font-medium text-sm">What is affected</legend>
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {capabilities.map(({ name, label }) => (
            <Checkbox
              key={name}
              name="affects"
              value={name}
              label={label}
              defaultChecked={incident?.affects.includes(name) ?? false}
            />
          ))}
        </div>
        <FieldError id={id} error={error("affects")} />
      </fieldset>
      <Field label={kind === "incident" ? "How badly" : "While it lasts"} error={error("impact")}>
        {(control) => (
          <Select
            {...control}
            name="impact"
            options={impacts(tStatus)}
            defaultValue={incident?.impact ?? "degraded"}
          />
        )}
      </Field>
      {kind === "maintenance" && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <InputField
            label="From (your time)"
            name="starts_at"
            type="datetime-local"
            required
            defaultValue={localOf(incident?.starts_at)}
            error={error("starts_at")}
          />
          <InputField
            label="Until (your time)"
            name="ends_at"
            type="datetime-local"
            required
            defaultValue={localOf(incident?.ends_at)}
            error={error("ends_at")}
          />
        </div>
      )}
    </>
  );
}

function StateField({ value, error }: { value?: string; error: string | undefined }) {
  const tStatus = useTranslations("status");
  return (
    <Field label="Where it is" error={error}>
      {(control) => (
        <Select {...control} name="state" options={states(tStatus)} defaultValue={value ?? "investigating"} />
      )}
    </Field>
  );
}

function TextField({ label, hint, error }: { label: string; hint?: string; error: string | undefined }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Textarea {...control} name="text" rows={4} required minLength={3} maxLength={4000} />}
    </Field>
  );
}

function headOf(fields: FormData, kind: IncidentAnswer["kind"]) {
  return {
    title: textOf(fields, "title"),
    affects: fields.getAll("affects"),
    impact: textOf(fields, "impact"),
    ...(kind === "maintenance"
      ? { starts_at: instantOf(textOf(fields, "starts_at")), ends_at: instantOf(textOf(fields, "ends_at")) }
      : {}),
  };
}

/** What a field of date and time holds is meant in the browser's own zone. */
function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

function localOf(iso: string | null | undefined): string | undefined {
  if (!iso) return undefined;
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
