import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { CredentialsAnswer } from "./answers.ts";

/** The password for an operator's next sign-in, shown this once. */
export function OneTimePassword({
  credentials,
  onClose,
}: {
  credentials: CredentialsAnswer | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={credentials !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Password for ${credentials?.email ?? ""}`}
      description="Hand it over on a safe way. At the sign-in with it, an authenticator app and a password of their own are set up."
    >
      <div className="grid gap-4">
        <Callout tone="warn" announce title="Copy it now: it is shown only once" />
        <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
          <code data-testid="one-time-password" className="min-w-40 flex-1 break-all text-sm">
            {credentials?.password}
          </code>
          <CopyButton value={credentials?.password ?? ""} text />
        </div>
      </div>
    </Dialog>
  );
}
