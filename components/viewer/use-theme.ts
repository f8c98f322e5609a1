"use client";
import { useSyncExternalStore } from "react";
import type { Theme } from "./engine/types.ts";

/** Whether the page is shown in dark colours now, by the system or by the page's own choice. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark, () => false);
}

/** The product's colours as the picture needs them: resolved for the theme that is shown. */
export function readTheme(): Theme {
  const probe = document.createElement("span");
  document.body.append(probe);
  const resolved = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    background: resolved("--subtle"),
    highlight: resolved("--brand"),
    ghost: resolved("--ink-3"),
    ghostOpacity: 0.1,
    line: resolved("--bad-fill"),
    // Darker than what it surrounds, on either ground.
    edge: "#0c0f13",
  };
  probe.remove();
  return theme;
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", listener);
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", listener);
    chosen.disconnect();
  };
}
