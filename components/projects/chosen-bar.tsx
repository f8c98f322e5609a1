"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

/** What can be done with the rows that were chosen. */
export function ChosenBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("projects");
  if (count === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t bg-subtle px-4 py-2">
      <p role="status" className="mr-2 text-sm">
        {t("chosenBar.chosen", { count })}
      </p>
      {children}
      <Button size="sm" variant="ghost" onClick={onClear}>
        {t("chosenBar.chooseNone")}
      </Button>
    </div>
  );
}
