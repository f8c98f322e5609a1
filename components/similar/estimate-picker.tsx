"use client";
import { Search } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";

const EstimateChoices = later(async () => (await import("./estimate-choices.tsx")).EstimateChoices);

/** A button that opens the organisation's estimates, searchable, to choose one. */
export function EstimatePicker({
  label,
  title,
  onPick,
}: {
  label: string;
  title: string;
  onPick: (id: string) => void;
}) {
  const [open, setOpen] = useState(false);
  EstimateChoices.useAtRest();
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      trigger={
        <Button>
          <Search aria-hidden />
          {label}
        </Button>
      }
    >
      <EstimateChoices
        onPick={(id) => {
          setOpen(false);
          onPick(id);
        }}
      />
    </Dialog>
  );
}
