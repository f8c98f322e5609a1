"use client";
import { useSearchParams } from "next/navigation";
import { useEffect } from "react";

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

/** Names the browser's tab after what the page has loaded. */
export function usePageTitle(name: string | undefined): void {
  useEffect(() => {
    if (name) document.title = `${name} · Construction AI`;
  }, [name]);
}
