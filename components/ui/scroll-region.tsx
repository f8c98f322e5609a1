"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "./cn.ts";

/** Scrolls what is too wide for it, and takes keyboard focus only while there is something to scroll. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const region = useRef<HTMLElement>(null);
  // Focusable until it is measured: the page may be used by keyboard before its scripts run.
  const [scrolls, setScrolls] = useState(true);
  const [scrolled, setScrolled] = useState(false);

  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const measure = () =>
      setScrolls(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={region}
      aria-label={label}
      tabIndex={scrolls ? 0 : undefined}
      data-scrolled={scrolled ? "" : undefined}
      onScroll={(event) => setScrolled(event.currentTarget.scrollLeft > 0)}
      className={cn(
        "group/scroll relative overflow-x-auto focus-visible:outline-offset-[-2px] print:max-h-none print:overflow-visible",
        className,
      )}
    >
      {children}
    </section>
  );
}
