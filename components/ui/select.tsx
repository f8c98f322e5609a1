import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { control } from "./input.tsx";
import { useTypedEarly } from "./typed-early.ts";

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** The platform's own select: right on phones and for screen readers. For long searchable lists use `Combobox`. */
export function Select({
  options,
  placeholder,
  className,
  ...rest
}: ComponentProps<"select"> & { options: readonly Option[]; placeholder?: string }) {
  const ref = useTypedEarly(rest);
  return (
    <span className={cn("relative block", className)}>
      <select
        className={cn(control, "h-8 appearance-none text-ellipsis pr-8 pl-2.5 touch:h-11")}
        {...rest}
        ref={ref}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
