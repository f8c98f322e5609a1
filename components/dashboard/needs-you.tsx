import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Waiting } from "./waiting.ts";

const TONES: Record<Waiting["tone"], string> = { bad: "text-bad", warn: "text-warn", info: "text-info" };

export function NeedsYou({ items }: { items: readonly Waiting[] }) {
  const t = useTranslations("dashboard");
  return (
    <Card>
      <CardHeader title={t("waiting.needsYou")} description={t("waiting.asOfNow")} />
      {items.length === 0 ? (
        <CardBody>
          <p className="flex items-center gap-2 text-ink-2">
            <CircleCheck aria-hidden className="size-4.5 text-ok" />
            {t("waiting.nothing")}
          </p>
        </CardBody>
      ) : (
        <ul className="grid border-line border-t lg:grid-cols-2">
          {items.map(({ id, icon: Icon, tone, title, text, href }) => (
            <li key={id} className="-mb-px border-line border-b lg:odd:border-r">
              <Link
                href={href}
                className="flex h-full items-start gap-3 px-4 py-3 hover:bg-subtle focus-visible:outline-offset-[-2px]"
              >
                <Icon aria-hidden className={cn("mt-0.5 size-4.5 shrink-0", TONES[tone])} />
                <span className="grid">
                  <span className="font-medium">{title}</span>
                  <span className="text-ink-2 text-sm">{text}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
