import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** A new key's secret, shown this once. */
export function ApiKeySecret({ secret }: { secret: string }) {
  return (
    <div className="grid gap-4">
      <Callout tone="warn" announce title="Copy it now: it is shown only once">
        Keep it where passwords are kept. Send it as <code>Authorization: Bearer …</code>.
      </Callout>
      <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
        <code className="min-w-40 flex-1 break-all text-sm">{secret}</code>
        <CopyButton value={secret} text />
      </div>
      <div>
        {/* A new load of the page: nothing keeps the secret. */}
        <Button asChild variant="primary">
          <a href="/settings/api-keys">I have kept it</a>
        </Button>
      </div>
    </div>
  );
}
