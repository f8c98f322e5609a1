import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** A new key's secret, shown this once. */
export function ApiKeySecret({ secret }: { secret: string }) {
  const t = useTranslations("api-keys");
  return (
    <div className="grid gap-4">
      <Callout tone="warn" announce title={t("apiKeySecret.copyItNowItIsShownOnlyOnce")}>
        {t.rich("apiKeySecret.keepItWherePasswordsAreKept", { code: (chunks) => <code>{chunks}</code> })}
      </Callout>
      <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-subtle py-1.5 pr-1.5 pl-3">
        <code className="min-w-40 flex-1 break-all text-sm">{secret}</code>
        <CopyButton value={secret} text />
      </div>
      <div>
        {/* A new load of the page: nothing keeps the secret. */}
        <Button asChild variant="primary">
          <a href="/settings/api-keys">{t("apiKeySecret.iHaveKeptIt")}</a>
        </Button>
      </div>
    </div>
  );
}
