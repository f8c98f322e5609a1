"use client";
import { Check, Minus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "./cn.ts";

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  /** Under which a form sends `value` while it is on. */
  name?: string;
  value?: string;
  disabled?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
}

/** A checkbox with its label; the whole line is the target. */
export function Checkbox({
  label,
  hint,
  className,
  name,
  value = "on",
  disabled,
  ...state
}: ChoiceProps & {
  /** "indeterminate": some of what it stands for. */
  checked?: boolean | "indeterminate";
}) {
  const { id, is, toggle } = useChoice(state);
  return (
    <Line id={id} label={label} hint={hint} className={className}>
      {/* biome-ignore lint/a11y/useSemanticElements: its looks and its large target are not to be had of the browser's */}
      <button
        id={id}
        type="button"
        role="checkbox"
        aria-checked={is === "indeterminate" ? "mixed" : is === "checked"}
        data-state={is}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={toggle}
        // Enter is no key of checkboxes.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className="group relative mt-0.5 grid size-4.5 shrink-0 after:absolute after:-inset-[13px] touch:mt-3.5 place-items-center rounded-sm border border-control bg-surface text-surface data-[state=checked]:border-brand-text data-[state=indeterminate]:border-brand-text data-[state=checked]:bg-brand-text data-[state=indeterminate]:bg-brand-text"
      >
        <Check aria-hidden className="hidden size-3.5 group-data-[state=checked]:block" />
        <Minus aria-hidden className="hidden size-3.5 group-data-[state=indeterminate]:block" />
      </button>
      {name && is === "checked" && <input type="hidden" name={name} value={value} disabled={disabled} />}
    </Line>
  );
}

/** A switch with its label, for a setting that acts at once. */
export function Switch({
  label,
  hint,
  className,
  name,
  value = "on",
  disabled,
  ...state
}: ChoiceProps & { checked?: boolean }) {
  const { id, is, toggle } = useChoice(state);
  return (
    <Line id={id} label={label} hint={hint} className={className}>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={is === "checked"}
        data-state={is}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={toggle}
        className="group relative inline-flex h-5 w-9 shrink-0 after:absolute after:-inset-x-1 after:-inset-y-3 touch:mt-3 items-center rounded-full border border-control bg-hover p-px transition-colors data-[state=checked]:border-brand-text data-[state=checked]:bg-brand-text"
      >
        <span className="block size-4 rounded-full bg-control shadow-sm transition-transform group-data-[state=checked]:translate-x-4 group-data-[state=checked]:bg-surface" />
      </button>
      {name && is === "checked" && <input type="hidden" name={name} value={value} disabled={disabled} />}
    </Line>
  );
}

/** What it is, by its owner or else by itself, and the change to the other: of some to all. */
function useChoice({
  checked,
  defaultChecked = false,
  onCheckedChange,
}: {
  checked?: boolean | "indeterminate" | undefined;
  defaultChecked?: boolean | undefined;
  onCheckedChange?: ((checked: boolean) => void) | undefined;
}) {
  const id = useId();
  const [own, setOwn] = useState(defaultChecked);
  const now = checked ?? own;
  return {
    id,
    is: now === "indeterminate" ? now : now ? "checked" : "unchecked",
    toggle: () => {
      setOwn(now !== true);
      onCheckedChange?.(now !== true);
    },
  } as const;
}

function Line({
  id,
  label,
  hint,
  className,
  children,
}: {
  id: string;
  label: ReactNode;
  hint: ReactNode;
  className: string | undefined;
  children: ReactNode;
}) {
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
