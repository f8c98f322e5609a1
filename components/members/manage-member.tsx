"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Confirm, Dialog } from "#components/ui/dialog.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { MemberActions } from "./members-table.tsx";
import type { MemberRow } from "./types.ts";

/** What an admin can do about one member, beside the role. */
export function ManageMember({
  member,
  self,
  actions,
}: {
  member: MemberRow;
  self: boolean;
  actions: MemberActions;
}) {
  const t = useTranslations("members");
  const [open, setOpen] = useState(false);
  const name = member.name || member.email;
  const then = (act: (userId: string) => Promise<void>) => async () => {
    await act(member.user_id);
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={name}
      description={member.email}
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("manageMember.manage", { name })}>
          {t("manageMember.manage2")}
        </Button>
      }
    >
      <ul className="grid divide-y divide-line">
        {!self && (
          <Action
            title={t("manageMember.handAdminshipOver")}
            text={t("manageMember.becomesAnAdminAndYouBecomeAn", { name })}
          >
            <Confirm
              trigger={<Button size="sm">{t("manageMember.handOver")}</Button>}
              title={t("manageMember.makeAnAdminAndBecomeAnEditor", { name })}
              description={t("manageMember.onlyAnAdminCanMakeYouOneAgain")}
              confirmLabel={t("manageMember.handOver")}
              onConfirm={then(actions.onTransfer)}
            />
          </Action>
        )}
        {!self && (
          <Action title={t("manageMember.signOut")} text={t("manageMember.endsAllOfTheirSessionsAtThis")}>
            <Confirm
              trigger={<Button size="sm">{t("manageMember.signOut")}</Button>}
              title={t("manageMember.signOutOnAllDevices", { name })}
              description={t("manageMember.itActsOnTheirNextClickSessions")}
              confirmLabel={t("manageMember.signThemOut")}
              onConfirm={then(actions.onSignOut)}
            />
          </Action>
        )}
        {!self && member.second_factor && (
          <Action
            title={t("manageMember.resetSecondFactor")}
            text={t("manageMember.forSomebodyWhoHasLostPhoneAnd")}
          >
            <Confirm
              danger
              trigger={<Button size="sm">{t("manageMember.reset")}</Button>}
              title={t("manageMember.takeTheSecondFactorOfAway", { name })}
              description={t("manageMember.makeSureFirstThatItIsTheyWho")}
              confirmLabel={t("manageMember.resetSecondFactor")}
              onConfirm={then(actions.onResetFactor)}
            />
          </Action>
        )}
        <Action
          title={self ? t("manageMember.leave") : t("manageMember.remove")}
          text={
            self
              ? t("manageMember.youLoseAccessAtOnceAndNeedANew")
              : t("manageMember.theyLoseAccessAtOnceOnEvery")
          }
        >
          <Confirm
            danger
            trigger={
              <Button size="sm" variant="danger-ghost">
                {self ? t("manageMember.leave") : t("manageMember.remove")}
              </Button>
            }
            title={self ? t("manageMember.leaveThisOrganisation") : t("manageMember.remove2", { name })}
            description={keysSentence(t, member)}
            confirmLabel={self ? t("manageMember.leaveOrganisation") : t("manageMember.removeMember")}
            onConfirm={then(actions.onRemove)}
          />
        </Action>
      </ul>
    </Dialog>
  );
}

function keysSentence(t: Translator<"members">, { api_keys: keys }: MemberRow): string {
  if (keys.length === 0) return t("manageMember.noApiKeyIsTheirsSoNoProgram");
  const names = keys.map(({ name, prefix }) => `${name} (${prefix}…)`).join(", ");
  return t("manageMember.workingProgramsThatUseNeedNew", {
    keys: keys.length,
    names,
  });
}

function Action({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex items-start justify-between gap-4 py-3 first:pt-0 last:pb-0">
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-ink-2 text-sm">{text}</p>
      </div>
      <div className="shrink-0">{children}</div>
    </li>
  );
}
