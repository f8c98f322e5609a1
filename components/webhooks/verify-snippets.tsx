"use client";
import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Tabs } from "#components/ui/tabs.tsx";

/** Code that checks a message's signature. */
export function VerifySnippets() {
  const t = useTranslations("webhooks");
  return (
    <Tabs
      label={t("secretDialog.howToCheckASignature")}
      items={[
        {
          value: "typescript",
          label: t("secretDialog.typescript"),
          content: <Code text={TYPESCRIPT} />,
        },
        { value: "openssl", label: t("secretDialog.shell"), content: <Code text={SHELL} /> },
      ]}
    />
  );
}

/** Text as it is, to read and to copy; it scrolls inside. */
export function Code({ text, label }: { text: string; label?: string }) {
  return (
    <div className="relative rounded-md border border-line bg-subtle">
      {/* Long lines are scrolled by keyboard as well. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus. */}
      <pre tabIndex={0} className="max-h-72 overflow-auto p-3 pr-12 text-xs leading-relaxed">
        <code>{text}</code>
      </pre>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton value={text} {...(label ? { label } : {})} />
      </div>
    </div>
  );
}

const TYPESCRIPT = `// npm install standardwebhooks
import { Webhook } from "standardwebhooks";

export async function POST(request: Request) {
  const body = await request.text(); // as it came, not parsed and written anew
  const headers = Object.fromEntries(request.headers);
  let message;
  try {
    message = new Webhook(process.env.WEBHOOK_SECRET!).verify(body, headers);
  } catch {
    return new Response("bad signature", { status: 400 });
  }
  // A message may come twice: remember headers["webhook-id"].
  await handle(message);
  return new Response(null, { status: 204 });
}`;

const SHELL = `# ID, TIMESTAMP: the headers webhook-id and webhook-timestamp; body.json: the body as it came
KEY=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | base64 -d | xxd -p -c 256)
{ printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64
# Must be in the header webhook-signature, after "v1,". Refuse a TIMESTAMP more than five minutes old.`;
