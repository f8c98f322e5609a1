"use client";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { applyTheme } from "#components/shell/theme-toggle.tsx";
import type { ShellActions, ShellOrganisation, ShellTenant, ShellUser } from "#components/shell/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { onDemand } from "#components/ui/on-demand.ts";
import type { Surroundings } from "./commands.ts";
import { usePaletteKeys } from "./kbd-keys.tsx";
import { useKeepVisits } from "./recent.ts";
import { isCovered, listen } from "./shortcuts.ts";
import { shortcutsAreOn } from "./shortcuts-switch.ts";
import { useFrameShortcuts } from "./use-frame-shortcuts.ts";
import { useUploadPicker } from "./use-upload-picker.tsx";

// Where one cannot be loaded the frame stays, and the page in it: a lazy component would take both down.
const palette = onDemand(() => import("./palette.tsx").then((module) => module.default));
const helpSheet = onDemand(() => import("./help-sheet.tsx").then((module) => module.default));

/** The search button of the header with what is behind it: the palette, the shortcuts and their sheet. */
export function CommandCenter({
  tenant,
  user,
  organisations,
  onSignOut,
  onSignOutEverywhere,
  onSwitchOrganisation,
}: ShellActions & {
  tenant: ShellTenant;
  user: ShellUser;
  organisations: readonly ShellOrganisation[];
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const Palette = palette.usePart(open === "palette");
  const HelpSheet = helpSheet.usePart(open === "help");
  const upload = useUploadPicker();
  const keys = usePaletteKeys();
  useKeepVisits(user.email);
  const around: Surroundings = useMemo(
    () => ({
      role: user.role,
      tenant,
      organisations,
      goTo: (href) => router.push(href),
      upload: upload.choose,
      showShortcuts: () => setOpen("help"),
      setTheme: applyTheme,
      onSignOut,
      onSignOutEverywhere,
      onSwitchOrganisation,
    }),
    [
      user.role,
      tenant,
      organisations,
      router,
      upload.choose,
      onSignOut,
      onSignOutEverywhere,
      onSwitchOrganisation,
    ],
  );
  useFrameShortcuts(around);
  useEffect(() => listen(shortcutsAreOn), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.shiftKey || event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      if (open === "palette") setOpen(null);
      else if (open || !isCovered()) setOpen("palette");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [open]);
  return (
    <>
      <Button
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onPointerEnter={() => palette.fetch()}
        onFocus={() => palette.fetch()}
        onClick={() => setOpen("palette")}
        className="text-ink-3 sm:w-56 sm:justify-start sm:pr-1.5 lg:w-72 max-sm:border-transparent max-sm:bg-transparent max-sm:px-0 max-sm:shadow-none touch:min-w-11"
      >
        <Search aria-hidden />
        <span aria-hidden className="max-sm:hidden">
          {t("palette.short")}
        </span>
        <span className="sr-only">{t("palette.open")}</span>
        <span aria-hidden className="ml-auto max-sm:hidden">
          <Kbd>{keys}</Kbd>
        </span>
      </Button>
      {upload.input}
      {Palette && <Palette around={around} email={user.email} onClose={() => setOpen(null)} />}
      {HelpSheet && <HelpSheet open onOpenChange={(next) => !next && setOpen(null)} />}
    </>
  );
}
