"use client";
import { ConfirmFields, type Ways } from "#components/account/confirm-identity.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";

export function ConfirmHere({ ways, confirm }: { ways: Ways; confirm: FormAction<undefined> }) {
  const form = useAction(confirm);
  if (form.done) return <Callout tone="ok" announce title="Confirmed. Go back and repeat it." />;
  return (
    <form {...form.props} className="grid gap-4">
      <ConfirmFields ways={ways} fieldError={form.fieldError} />
      <FormProblemNotice problem={form.problem} />
      {(ways.code || ways.password) && (
        <Button type="submit" variant="primary" loading={form.pending}>
          Confirm
        </Button>
      )}
    </form>
  );
}
