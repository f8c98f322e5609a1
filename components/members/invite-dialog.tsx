"use client";
import { CircleAlert, CircleCheck, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAskedFor } from "#components/data/url-params.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type FormProblem, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { type RolePermission, RolesTable } from "./roles-table.tsx";
import { type MemberRole, roleFrom, roleHint, roleOptions } from "./types.ts";

/** What became of one address. */
export interface InviteOutcome {
  email: string;
  outcome: "invited" | "already_member" | "already_invited" | "seats_full" | "invalid_address";
  detail: string;
}

export interface InviteDialogProps {
  permissions: readonly RolePermission[];
  /** Seats that are left; null: as many as one likes, or not known yet. */
  freeSeats: number | null;
  onInvite: (values: {
    addresses: string;
    role: MemberRole;
  }) => Promise<{ outcomes: readonly InviteOutcome[] } | { problem: FormProblem }>;
}

/** Invites one person or a pasted list; says of each address what became of it, unless all went well. */
export function InviteDialog({ permissions, freeSeats, onInvite }: InviteDialogProps) {
  const t = useTranslations("members");
  const toast = useToast();
  const [open, setOpen] = useState(false);
  useAskedFor("invite", () => setOpen(true));
  const [outcomes, setOutcomes] = useState<readonly InviteOutcome[]>([]);
  const form = useSubmit<{ addresses: string; role: MemberRole }>(async (values) => {
    const answer = await onInvite(values);
    if ("problem" in answer) return answer.problem;
    const { length } = answer.outcomes.filter(({ outcome }) => outcome === "invited");
    if (length > 0)
      toast({
        tone: "ok",
        title:
          length === 1 ? t("inviteDialog.invitationSent") : t("inviteDialog.invitationsSent", { length }),
      });
    if (length === answer.outcomes.length) setOpen(false);
    else setOutcomes(answer.outcomes);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setOutcomes([]);
        form.setProblem(null);
      }}
      title={t("inviteDialog.inviteMembers")}
      description={t("inviteDialog.theyGetAMailWithALinkToJoinIt")}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("inviteDialog.invite")}
        </Button>
      }
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          addresses: textOf(data, "addresses"),
          role: roleFrom(t, data.get("role")),
        }))}
      >
        <Field
          label={t("inviteDialog.eMailAddresses")}
          hint={t("inviteDialog.oneOrAPastedListCommasOrLines", {
            value:
              freeSeats === null
                ? ""
                : t("inviteDialog.free", {
                    freeSeats,
                    value: freeSeats === 1 ? t("inviteDialog.seatIs") : t("inviteDialog.seatsAre"),
                  }),
          })}
          error={form.fieldError("addresses")}
        >
          {(control) => (
            <Textarea
              {...control}
              name="addresses"
              required
              rows={3}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
        <Field label={t("inviteDialog.role")} hint={roleHint(t)} error={form.fieldError("role")}>
          {(control) => <Select {...control} name="role" options={roleOptions(t)} defaultValue="viewer" />}
        </Field>
        <RolesTable permissions={permissions} />
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("inviteDialog.sendInvitations")} pending={form.pending} />
      </form>
    </Dialog>
  );
}

function Outcomes({ outcomes }: { outcomes: readonly InviteOutcome[] }) {
  const t = useTranslations("members");
  return (
    <div role="status">
      <ul
        aria-label={t("inviteDialog.whatBecameOfEachAddress")}
        className="grid max-h-48 gap-1.5 overflow-y-auto rounded-md border border-line bg-subtle p-3 text-sm"
      >
        {outcomes.map(({ email, outcome, detail }) => (
          <li key={email} className="flex items-start gap-2">
            {outcome === "invited" ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
            ) : (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
            )}
            <span className="min-w-0">
              <span className="break-all font-medium">{email}</span>{" "}
              <span className="text-ink-2">
                {outcome === "invited" ? t("inviteDialog.isInvited") : detail}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
