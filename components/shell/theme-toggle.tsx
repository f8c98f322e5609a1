"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { dataTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const YEAR = 365 * 24 * 3600 * 1000;
const changed = new EventTarget();

const segments = [
  { value: "light" as const, label: <Sun aria-hidden />, name: "Light" },
  { value: "dark" as const, label: <Moon aria-hidden />, name: "Dark" },
  { value: "system" as const, label: <Monitor aria-hidden />, name: "As the system" },
];

export function ThemeToggle() {
  const theme = useSyncExternalStore(subscribe, current, () => "system" as Theme);
  return <Segmented label="Theme" value={theme} segments={segments} onChange={apply} />;
}

function apply(theme: Theme) {
  // Secure contexts only; on plain http (never in production) the choice lasts as long as the page.
  if ("cookieStore" in window)
    void cookieStore.set({ name: THEME_COOKIE, value: theme, expires: Date.now() + YEAR, sameSite: "lax" });
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  changed.dispatchEvent(new Event("change"));
}

function current(): Theme {
  return dataTheme(document.documentElement.dataset.theme) ?? "system";
}

function subscribe(listener: () => void): () => void {
  changed.addEventListener("change", listener);
  return () => changed.removeEventListener("change", listener);
}
