"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { type MemberRole, ROLE_HINT, ROLE_OPTIONS, roleFrom } from "#components/members/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormProblem, textOf, useSubmit } from "#components/ui/use-submit.ts";

export interface NewApiKey {
  name: string;
  role: MemberRole;
  /** Null: never. */
  expires_in_days: number | null;
}

export interface CreateApiKeyDialogProps {
  /** Answers the secret, which is shown once, or why it was refused. */
  onCreate: (values: NewApiKey) => Promise<{ secret: string } | { problem: FormProblem }>;
  /** The highest role offered: nobody gives a key more than they may do themselves. */
  ownRole: MemberRole;
}

const EXPIRIES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "Never" },
];

export function CreateApiKeyDialog({ onCreate, ownRole }: CreateApiKeyDialogProps) {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);

  function change(next: boolean) {
    setOpen(next);
    if (!next) setSecret(null);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={secret ? "Your new API key" : "Create an API key"}
      description={secret ? undefined : "For a program that acts in this organisation."}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          Create key
        </Button>
      }
    >
      {secret ? (
        <Secret secret={secret} />
      ) : (
        <CreateForm ownRole={ownRole} onCreate={onCreate} onSecret={setSecret} />
      )}
    </Dialog>
  );
}

function CreateForm({
  ownRole,
  onCreate,
  onSecret,
}: CreateApiKeyDialogProps & { onSecret: (secret: string) => void }) {
  const form = useSubmit(async (values: NewApiKey) => {
    const answer = await onCreate(values);
    if ("problem" in answer) return answer.problem;
    onSecret(answer.secret);
    return undefined;
  });
  const roles = ROLE_OPTIONS.slice(0, ROLE_OPTIONS.findIndex((role) => role.value === ownRole) + 1);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => {
        const days = textOf(data, "expires");
        return {
          name: textOf(data, "name"),
          role: roleFrom(data.get("role")),
          expires_in_days: days ? Number(days) : null,
        };
      })}
    >
      <Field label="Name" hint="What uses it, e.g. “Nightly import”." error={form.fieldError("name")}>
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Role" error={form.fieldError("role")}>
          {(control) => (
            <Select
              {...control}
              name="role"
              options={roles}
              defaultValue={roles.some((role) => role.value === "editor") ? "editor" : "viewer"}
            />
          )}
        </Field>
        <Field label="Expires" error={form.fieldError("expires_in_days")}>
          {(control) => <Select {...control} name="expires" options={EXPIRIES} defaultValue="90" />}
        </Field>
      </div>
      <p className="text-ink-3 text-sm">{ROLE_HINT}</p>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.pending}>
          Create key
        </Button>
      </DialogActions>
    </form>
  );
}

function Secret({ secret }: { secret: string }) {
  return (
    <div className="grid gap-4">
      <Callout tone="warn" announce title="Copy it now: it is shown only once">
        Keep it where passwords are kept. Send it as <code>Authorization: Bearer …</code>.
      </Callout>
      <div className="flex items-center gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 grow break-all text-sm">{secret}</code>
        <CopyButton value={secret} text />
      </div>
      <DialogActions>
        <DialogClose asChild>
          <Button variant="primary">I have kept it</Button>
        </DialogClose>
      </DialogActions>
    </div>
  );
}
