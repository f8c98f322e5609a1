"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { EndpointAnswer } from "./answers.ts";
import { EventChoice } from "./event-choice.tsx";
import { ALL } from "./events.ts";
import { useEventTypes } from "./queries.ts";

export interface EndpointValues {
  url: string;
  description: string;
  events: string[];
}

/** Address, description and events of an endpoint. Ends a dialog. */
export function EndpointForm({
  endpoint,
  onSave,
  onDone,
}: {
  endpoint: EndpointAnswer | undefined;
  onSave: (values: EndpointValues) => Promise<void>;
  onDone: () => void;
}) {
  const t = useTranslations("webhooks");
  const types = useEventTypes();
  const [events, setEvents] = useState<string[]>(endpoint?.events ?? [ALL]);
  const form = useSubmit((values: EndpointValues) => submitting(() => onSave(values)), onDone);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        url: textOf(data, "url"),
        description: textOf(data, "description"),
        events,
      }))}
    >
      <Field
        label={t("endpointDialog.address")}
        hint={t("endpointDialog.anHttpsAddressOnThePublic")}
        error={form.fieldError("url")}
      >
        {(control) => (
          <Input
            {...control}
            name="url"
            inputMode="url"
            required
            maxLength={2000}
            defaultValue={endpoint?.url}
            placeholder={t("endpointDialog.httpsExampleComWebhooks")}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label={t("endpointDialog.description")} optional error={form.fieldError("description")}>
        {(control) => (
          <Input
            {...control}
            name="description"
            maxLength={200}
            defaultValue={endpoint?.description}
            autoComplete="off"
          />
        )}
      </Field>
      <EventChoice
        types={types.data?.items ?? []}
        chosen={events}
        onChange={setEvents}
        error={form.fieldError("events")}
      />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter
        submit={endpoint ? t("endpointDialog.save") : t("endpointDialog.createEndpoint")}
        pending={form.pending}
      />
    </form>
  );
}
