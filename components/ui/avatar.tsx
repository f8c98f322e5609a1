import { cn } from "./cn.ts";

/** A person or organisation by their initials, or their picture. Decorative: the name stands beside it. */
export function Avatar({
  name,
  src,
  square = false,
  className,
}: {
  name: string;
  src?: string | null;
  square?: boolean;
  className?: string;
}) {
  const shape = cn("size-7 shrink-0 overflow-hidden", square ? "rounded-md" : "rounded-full", className);
  if (src)
    return (
      // biome-ignore lint/performance/noImgElement: a logo lives anywhere, so no optimiser serves it; the component costs every page 7 kB
      <img
        src={src}
        alt=""
        width={56}
        height={56}
        decoding="async"
        className={cn(shape, "bg-surface object-contain")}
      />
    );
  return (
    // Drawn by CSS: as text, the initials would have to be part of the name of the button that holds them.
    <span
      aria-hidden
      data-initials={initials(name)}
      className={cn(
        shape,
        "grid place-items-center bg-brand-soft font-semibold text-brand-text text-xs before:content-[attr(data-initials)]",
      )}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word ? [...word][0] : "",
  );
  return letters.join("").toUpperCase() || "?";
}
