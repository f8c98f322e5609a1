import { Check, CircleDashed, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Translator } from "#lib/i18n/messages.ts";
import { cn } from "./cn.ts";

export type StepState = "pending" | "running" | "completed" | "failed";

export interface StepperItem {
  id: string;
  title: string;
  state: StepState;
  /** At the right of the title, such as how long it took. */
  meta?: ReactNode;
  note?: ReactNode;
}

const words = (t: Translator<"ui">) => ({
  pending: t("stepper.waiting"),
  running: t("stepper.running"),
  completed: t("stepper.done"),
  failed: t("stepper.failed"),
});
const discs = {
  pending: "border-line bg-surface text-ink-3",
  running: "border-brand-text bg-brand-soft text-brand-text",
  completed: "border-ok-fill bg-ok-soft text-ok",
  failed: "border-bad bg-bad-soft text-bad",
};
const icons = { pending: CircleDashed, running: LoaderCircle, completed: Check, failed: X };

/** Steps that follow one another: side by side on wide screens, one under another on phones. */
export function Stepper({ label, items }: { label: string; items: readonly StepperItem[] }) {
  const t = useTranslations("ui");
  return (
    <ol aria-label={label} className="grid gap-y-4 md:auto-cols-fr md:grid-flow-col md:gap-x-4">
      {items.map((item, index) => {
        const Icon = icons[item.state];
        return (
          <li
            key={item.id}
            aria-current={item.state === "running" ? "step" : undefined}
            className="relative flex gap-3 md:flex-col md:gap-2"
          >
            {index < items.length - 1 && (
              <span
                aria-hidden
                className={cn(
                  "absolute top-8 -bottom-3 left-3.5 w-px md:top-3.5 md:right-[-0.5rem] md:bottom-auto md:left-9 md:h-px md:w-auto",
                  item.state === "completed" ? "bg-ok-fill" : "bg-line",
                )}
              />
            )}
            <span
              className={cn("grid size-7 shrink-0 place-items-center rounded-full border", discs[item.state])}
            >
              <Icon aria-hidden className={cn("size-4", item.state === "running" && "animate-spin")} />
            </span>
            <div className="min-w-0">
              <p className="font-medium">{item.title}</p>
              <p className="text-ink-3 text-sm tabular-nums">
                {words(t)[item.state]}
                {item.meta && <> · {item.meta}</>}
              </p>
              {item.note && <div className="text-ink-2 text-sm">{item.note}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
