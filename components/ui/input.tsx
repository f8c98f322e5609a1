import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { useTypedEarly } from "./typed-early.ts";

/** The looks that all text controls share. 16 px on phones, so that nothing zooms in. */
export const control =
  "w-full rounded-md border border-control bg-surface text-base text-ink shadow-sm transition-colors hover:border-ink-3 focus-visible:border-brand-text focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-subtle disabled:text-ink-3 aria-invalid:border-bad max-sm:text-lg";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  const ref = useTypedEarly(rest);
  return (
    <input type={type} className={cn(control, "h-8 px-2.5 touch:h-11", className)} {...rest} ref={ref} />
  );
}

export function SearchInput({ className, label, ...rest }: ComponentProps<"input"> & { label: string }) {
  return (
    <div className={cn("relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <Input type="search" aria-label={label} placeholder={label} className="text-ellipsis pl-8" {...rest} />
    </div>
  );
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const ref = useTypedEarly(rest);
  return <textarea rows={rows} className={cn(control, "px-2.5 py-1.5", className)} {...rest} ref={ref} />;
}
