"use client";
import { Download } from "lucide-react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TypedConfirmation } from "./typed-confirmation.tsx";

export function PersonalExportCard() {
  return (
    <Card>
      <CardHeader
        title="Download your data"
        description="What we have about you, as JSON files in a ZIP."
        actions={
          <Button asChild>
            <a href="/api/me/data" download>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        }
      />
      <CardBody>
        <p className="text-ink-2">
          Profile, memberships, sessions, invitations, API keys that you made, names of files that you
          uploaded, and what the audit logs of your organisations say that you did.
        </p>
      </CardBody>
    </Card>
  );
}

/** Deletes the person's account, unless an organisation would be left without an admin. */
export function EraseCard({
  email,
  blockers,
  platform,
}: {
  email: string;
  blockers: readonly { slug: string; name: string }[];
  /** Where to go when there is no account any more. */
  platform: string;
}) {
  return (
    <Card>
      <CardHeader title="Delete your account" description="At all organisations, for good." />
      <CardBody className="grid gap-4">
        <p className="text-ink-2">
          You are signed out everywhere; your memberships, second factor and API keys end. Your name and mail
          address go, and records of what you did show a former member. Files and estimates stay with their
          organisations. Audit logs keep what they recorded, for as long as their plan says, and invoices keep
          whom they were made out to: both are evidence and may not be changed.
        </p>
        {blockers.length > 0 ? (
          <Callout tone="warn" title="You are the only admin">
            <p>Make somebody else an admin there, or delete the organisation first:</p>
            <ul className="list-disc pl-5">
              {blockers.map(({ slug, name }) => (
                <li key={slug}>{name}</li>
              ))}
            </ul>
          </Callout>
        ) : (
          <div>
            <Dialog
              title="Delete your account?"
              description="This cannot be undone."
              trigger={<Button variant="danger">Delete account</Button>}
            >
              <TypedConfirmation
                word={email}
                submit="Delete account"
                onSubmit={(confirm) =>
                  submitting(() => api("/api/me", { method: "DELETE", body: { confirm } }))
                }
                onDone={() => location.assign(platform)}
              />
            </Dialog>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
