"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { keepCookie } from "./keep-cookie.ts";
import { dataTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const changed = new EventTarget();

export function ThemeToggle() {
  const t = useTranslations("ui");
  const theme = useSyncExternalStore(subscribe, current, () => "system" as Theme);
  return (
    <Segmented
      label={t("theme.title")}
      value={theme}
      segments={[
        { value: "light", label: <Sun aria-hidden />, name: t("theme.light") },
        { value: "dark", label: <Moon aria-hidden />, name: t("theme.dark") },
        { value: "system", label: <Monitor aria-hidden />, name: t("theme.system") },
      ]}
      onChange={applyTheme}
    />
  );
}

export function applyTheme(theme: Theme): void {
  keepCookie(THEME_COOKIE, theme);
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
