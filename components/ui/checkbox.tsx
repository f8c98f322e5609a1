"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix, Switch as RadixSwitch } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

interface ChoiceText {
  label: ReactNode;
  hint?: ReactNode;
}

/** A checkbox with its label; the whole line is the target. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: ComponentProps<typeof Radix.Root> & ChoiceText) {
  const id = useId();
  return (
    <Line id={id} label={label} hint={hint} className={className}>
      <Radix.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 grid size-4.5 shrink-0 after:absolute after:-inset-[13px] touch:mt-3.5 place-items-center rounded-sm border border-control bg-surface text-surface data-[state=checked]:border-brand-text data-[state=indeterminate]:border-brand-text data-[state=checked]:bg-brand-text data-[state=indeterminate]:bg-brand-text"
        {...rest}
      >
        <Radix.Indicator className="group">
          <Check aria-hidden className="size-3.5 group-data-[state=indeterminate]:hidden" />
          <Minus aria-hidden className="hidden size-3.5 group-data-[state=indeterminate]:block" />
        </Radix.Indicator>
      </Radix.Root>
    </Line>
  );
}

/** A switch with its label, for a setting that acts at once. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: ComponentProps<typeof RadixSwitch.Root> & ChoiceText) {
  const id = useId();
  return (
    <Line id={id} label={label} hint={hint} className={className}>
      <RadixSwitch.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative inline-flex h-5 w-9 shrink-0 after:absolute after:-inset-x-1 after:-inset-y-3 touch:mt-3 items-center rounded-full border border-control bg-hover p-px transition-colors data-[state=checked]:border-brand-text data-[state=checked]:bg-brand-text"
        {...rest}
      >
        <RadixSwitch.Thumb className="block size-4 rounded-full bg-control shadow-sm transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-surface" />
      </RadixSwitch.Root>
    </Line>
  );
}

function Line({
  id,
  label,
  hint,
  className,
  children,
}: ChoiceText & { id: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={cn("flex items-start gap-2.5", className)}>
      {children}
      <div className="grid">
        <label htmlFor={id} className="text-base touch:py-3">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-3 text-sm touch:-mt-3 touch:pb-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
