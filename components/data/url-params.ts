"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { tellVisit } from "#components/command/recent.ts";

/** The page's search parameters, and a way to change them that asks the server for nothing. Empty values are left out. */
export function useUrlParams(): [
  get: (name: string) => string,
  set: (change: Record<string, string>) => void,
] {
  const params = useSearchParams();
  return [(name) => params.get(name) ?? "", changeUrlParams];
}

function changeUrlParams(change: Record<string, string>): void {
  const params = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  window.history.replaceState(null, "", params.size > 0 ? `?${params}` : window.location.pathname);
}

/** A value of the address, or nothing where it is none of the choices. */
export function known(options: readonly { value: string }[], value: string): string {
  return options.some((option) => option.value === value) ? value : "";
}

/** Names the browser's tab after what the page has loaded, and tells whoever keeps what was opened lately. */
export function usePageTitle(name: string | undefined): void {
  const path = usePathname();
  useEffect(() => {
    if (!name) return;
    document.title = `${name} · Construction AI`;
    tellVisit({ href: path, name });
  }, [name, path]);
}

/**
 * Opens a dialog where the address asks for it (`?new=1`), as the command palette does, and takes that out of the
 * address: a reload does not open it again.
 */
export function useAskedFor(name: string, open: () => void): void {
  const asked = useSearchParams().has(name);
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    // Of two on a page the first has taken it.
    if (!asked || !new URLSearchParams(window.location.search).has(name)) return;
    changeUrlParams({ [name]: "" });
    latest.current();
  }, [asked, name]);
}
