"use client";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Confirm, Dialog } from "#components/ui/dialog.tsx";
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
        <Button size="sm" variant="ghost" aria-label={`Manage ${name}`}>
          Manage
        </Button>
      }
    >
      <ul className="grid divide-y divide-line">
        {!self && (
          <Action
            title="Hand adminship over"
            text={`${name} becomes an admin, and you become an editor, in one step.`}
          >
            <Confirm
              trigger={<Button size="sm">Hand over</Button>}
              title={`Make ${name} an admin and become an editor?`}
              description="Only an admin can make you one again."
              confirmLabel="Hand over"
              onConfirm={then(actions.onTransfer)}
            />
          </Action>
        )}
        {!self && (
          <Action
            title="Sign out"
            text="Ends all of their sessions at this organisation; they can sign in again."
          >
            <Confirm
              trigger={<Button size="sm">Sign out</Button>}
              title={`Sign ${name} out on all devices?`}
              description="It acts on their next click. Sessions at other organisations are not yours to end."
              confirmLabel="Sign them out"
              onConfirm={then(actions.onSignOut)}
            />
          </Action>
        )}
        {!self && member.second_factor && (
          <Action
            title="Reset second factor"
            text="For somebody who has lost phone and recovery codes. They sign in by password or link, and set up another app."
          >
            <Confirm
              danger
              trigger={<Button size="sm">Reset</Button>}
              title={`Take the second factor of ${name} away?`}
              description="Make sure first that it is they who ask, face to face or by phone. They are signed out everywhere and told by mail."
              confirmLabel="Reset second factor"
              onConfirm={then(actions.onResetFactor)}
            />
          </Action>
        )}
        <Action
          title={self ? "Leave" : "Remove"}
          text={
            self
              ? "You lose access at once, and need a new invitation to return."
              : "They lose access at once, on every device. Files and estimates stay."
          }
        >
          <Confirm
            danger
            trigger={
              <Button size="sm" variant="danger-ghost">
                {self ? "Leave" : "Remove"}
              </Button>
            }
            title={self ? "Leave this organisation?" : `Remove ${name}?`}
            description={keysSentence(member)}
            confirmLabel={self ? "Leave organisation" : "Remove member"}
            onConfirm={then(actions.onRemove)}
          />
        </Action>
      </ul>
    </Dialog>
  );
}

function keysSentence({ api_keys: keys }: MemberRow): string {
  if (keys.length === 0) return "No API key is theirs, so no program stops.";
  const names = keys.map(({ name, prefix }) => `${name} (${prefix}…)`).join(", ");
  return `${keys.length === 1 ? "This API key stops" : "These API keys stop"} working: ${names}. Programs that use ${keys.length === 1 ? "it" : "them"} need new ones.`;
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
