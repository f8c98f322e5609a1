"use client";
import { ShieldOff } from "lucide-react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { useChange } from "./change.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { InputField } from "./input-field.tsx";

/** For a person of several organisations who has lost the app and the recovery codes. */
export function ResetFactor() {
  return (
    <ChangeDialog
      trigger={
        <Button>
          <ShieldOff aria-hidden />
          Reset a second factor
        </Button>
      }
      title="Reset a person's second factor"
      description="For who has lost phone and recovery codes. They are signed out everywhere and told by mail; their organisations see it in the audit log. Admins do it themselves for members of their organisation alone."
    >
      {(done) => <ResetForm onDone={done} />}
    </ChangeDialog>
  );
}

function ResetForm({ onDone }: { onDone: () => void }) {
  const change = useChange();
  const toast = useToast();
  const form = useSubmit(
    (body: { email: string; reason: string }) =>
      submitting(async () => {
        await change("/api/admin/accounts/reset-second-factor", { body });
        toast({ tone: "ok", title: `The second factor of ${body.email} is gone` });
      }),
    onDone,
  );
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-4"
      onSubmit={form.onSubmit((data) => ({ email: textOf(data, "email"), reason: textOf(data, "reason") }))}
    >
      <InputField
        label="E-mail of the account"
        name="email"
        type="email"
        required
        maxLength={254}
        error={form.fieldError("email")}
      />
      <InputField
        label="How you made sure who asks"
        name="reason"
        required
        minLength={5}
        maxLength={300}
        hint="Stands in the operators' log."
        error={form.fieldError("reason")}
      />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit="Reset" pending={form.pending} />
    </form>
  );
}
