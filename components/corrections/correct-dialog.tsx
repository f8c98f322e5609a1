"use client";
import { PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Chosen } from "./chosen.ts";

const CorrectForm = later(async () => (await import("./correct-form.tsx")).CorrectForm);

/** Opens the form that corrects elements: those that are selected, or those that the filters leave. */
export function CorrectDialog({
  fileId,
  selected,
  matching,
}: {
  fileId: string;
  selected: Chosen | null;
  /** Null: nothing is filtered, and all of a model are not corrected at once by mistake. */
  matching: Chosen | null;
}) {
  const t = useTranslations("corrections");
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<"selected" | "matching">("selected");
  const chosen = (wanted === "selected" ? selected : matching) ?? selected ?? matching;
  const name = chosen?.count === 1 ? chosen.element?.name : undefined;
  const title = name ? t("titleOf", { name }) : t("title", { count: chosen?.count ?? 0 });
  return (
    <Dialog
      wide
      title={chosen ? title : t("nothingChosen.title")}
      description={chosen ? t("intro") : undefined}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          <PenLine aria-hidden />
          {t("open")}
        </Button>
      }
    >
      {chosen ? (
        <div className="grid gap-4">
          {selected && matching && (
            <Segmented
              label={t("which")}
              value={chosen === selected ? "selected" : "matching"}
              segments={[
                { value: "selected", label: t("selected", { count: formatCount(selected.count) }) },
                { value: "matching", label: t("matching", { count: formatCount(matching.count) }) },
              ]}
              onChange={setWanted}
            />
          )}
          <CorrectForm fileId={fileId} chosen={chosen} onDone={() => setOpen(false)} />
        </div>
      ) : (
        <EmptyState icon={PenLine} title={t("nothingChosen.title")}>
          {t("nothingChosen.hint")}
        </EmptyState>
      )}
    </Dialog>
  );
}
