"use client";
import { Eye } from "lucide-react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { useChange } from "./change.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { InputField } from "./input-field.tsx";

/** Leads into an organisation that allows it, to look. */
export function EnterTenant({ slug }: { slug: string }) {
  return (
    <ChangeDialog
      trigger={
        <Button>
          <Eye aria-hidden />
          Enter
        </Button>
      }
      title={`Enter ${slug}`}
      description="You see what a viewer sees, for an hour at most, while its admins allow it. They see that you were there, and why."
    >
      {() => <EnterForm slug={slug} />}
    </ChangeDialog>
  );
}

function EnterForm({ slug }: { slug: string }) {
  const change = useChange();
  const form = useSubmit((body: { reason: string }) =>
    submitting(async () => {
      const path = `/api/admin/tenants/${encodeURIComponent(slug)}/support-sessions`;
      location.assign((await change<{ url: string }>(path, { body })).url);
    }),
  );
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-4"
      onSubmit={form.onSubmit((data) => ({ reason: textOf(data, "reason") }))}
    >
      <InputField
        label="Reason"
        name="reason"
        required
        minLength={5}
        maxLength={500}
        hint="The organisation reads it."
        error={form.fieldError("reason")}
      />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit="Enter" pending={form.pending} />
    </form>
  );
}
