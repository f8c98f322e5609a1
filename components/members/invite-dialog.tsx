"use client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type MemberRole, ROLE_HINT, ROLE_OPTIONS, roleFrom } from "./types.ts";

export function InviteDialog({ onInvite }: { onInvite: Submit<{ email: string; role: MemberRole }> }) {
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const form = useSubmit(onInvite, () => {
    setOpen(false);
    toast({ tone: "ok", title: "Invitation sent" });
  });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Invite a member"
      description="They get a mail with a link to join."
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          Invite
        </Button>
      }
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          email: textOf(data, "email"),
          role: roleFrom(data.get("role")),
        }))}
      >
        <Field label="E-mail" error={form.fieldError("email")}>
          {(control) => (
            <Input {...control} type="email" name="email" required maxLength={254} autoComplete="off" />
          )}
        </Field>
        <Field label="Role" hint={ROLE_HINT} error={form.fieldError("role")}>
          {(control) => <Select {...control} name="role" options={ROLE_OPTIONS} defaultValue="viewer" />}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit="Send invitation" pending={form.pending} />
      </form>
    </Dialog>
  );
}
