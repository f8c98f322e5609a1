import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "./cn.ts";

const button = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-brand text-on-brand shadow-sm enabled:hover:bg-brand-strong [a&]:hover:bg-brand-strong",
        secondary:
          "border border-line bg-surface text-ink shadow-sm enabled:hover:bg-subtle [a&]:hover:bg-subtle",
        ghost:
          "text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink",
        danger: "bg-bad-fill text-on-bad shadow-sm enabled:hover:brightness-95",
        "danger-ghost": "text-bad enabled:hover:bg-bad-soft",
        link: "px-0! text-brand-text underline-offset-4 enabled:hover:underline [a&]:hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-sm touch:min-h-11",
        md: "h-8 px-3 text-base touch:min-h-11",
        lg: "h-10 px-4 text-base touch:min-h-11",
      },
      icon: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-7 touch:min-w-11" },
      { icon: true, size: "md", class: "w-8 touch:min-w-11" },
      { icon: true, size: "lg", class: "w-10 touch:min-w-11" },
    ],
    defaultVariants: { variant: "secondary", size: "md", icon: false },
  },
);

export type ButtonVariant = NonNullable<VariantProps<typeof button>["variant"]>;

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: "sm" | "md" | "lg";
  /** Square, for one icon; give it an `aria-label`. */
  icon?: boolean;
  /** Shows that work is under way and takes no further clicks; the width stays, and so does the focus. */
  loading?: boolean;
  /** Renders the child (a link) with the button's looks. */
  asChild?: boolean;
}

export function Button({
  variant,
  size,
  icon,
  loading = false,
  asChild = false,
  className,
  children,
  type,
  ...rest
}: ButtonProps) {
  const classes = cn(button({ variant, size, icon }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  // Not disabled, as far as the browser knows: that would take the focus from it.
  const inert = loading || rest["aria-disabled"] === true;
  return (
    <button
      {...rest}
      {...(inert && { "aria-disabled": true, onClick: ignore })}
      type={type ?? "button"}
      className={classes}
      aria-busy={loading || undefined}
    >
      {loading ? (
        <>
          <LoaderCircle aria-hidden className="absolute animate-spin" />
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

/** Whatever else would follow, as the sending of a form. */
function ignore(event: MouseEvent): void {
  event.preventDefault();
}
