import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** A filter that was set elsewhere: what it is, and a way to take it off. */
export function FilterChip({
  clearLabel,
  onClear,
  children,
}: {
  clearLabel: string;
  onClear: () => void;
  children: ReactNode;
}) {
  return (
    <span className="inline-flex min-h-8 items-center gap-1 rounded-md border border-line bg-subtle pl-2.5 text-sm">
      {children}
      <Button variant="ghost" size="sm" icon aria-label={clearLabel} title={clearLabel} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </span>
  );
}
