"use client";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { keepCookie } from "./keep-cookie.ts";
import { Mark, Wordmark } from "./logo.tsx";
import { SIDEBAR_COOKIE, type SidebarMode } from "./sidebar-mode.ts";
import { SidebarNav } from "./sidebar-nav.tsx";
import type { Role } from "./types.ts";

/** Where the whole sidebar leaves too little to the page: a tablet. As the variant `rail` has it. */
const TABLET = "(48rem <= width < 64rem)";

/** The frame's two columns: the sidebar, which can be made a rail of icons, and the page. */
export function WithSidebar({
  role,
  initial,
  switcher,
  children,
}: {
  role: Role;
  /** As the cookie has it, so that the first paint is right. */
  initial: SidebarMode;
  switcher: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const [mode, setMode] = useState(initial);
  const isTablet = useSyncExternalStore(
    watchTablet,
    () => matchMedia(TABLET).matches,
    () => false,
  );
  const rail = mode === "narrow" || (mode === "auto" && isTablet);
  const toggle = rail ? t("sidebar.wide") : t("sidebar.narrow");
  const Icon = rail ? PanelLeftOpen : PanelLeftClose;
  return (
    <div data-sidebar={mode}>
      <div className="md:grid md:grid-cols-[14.5rem_minmax(0,1fr)] rail:grid-cols-[3.75rem_minmax(0,1fr)] print:block">
        <aside className="sticky top-0 z-40 hidden h-dvh flex-col gap-4 border-line border-r bg-surface p-3 md:flex print:hidden">
          {switcher}
          <div className="-mx-1 min-h-0 grow overflow-y-auto overflow-x-clip px-1">
            <SidebarNav role={role} rail={rail} />
          </div>
          <div className="flex items-center justify-between gap-2 border-line border-t pt-3 rail:flex-col">
            <Wordmark className="px-2 font-medium text-ink-2 text-sm rail:hidden [&_svg]:size-4.5" />
            <Mark className="hidden size-5 rail:block" />
            <Tooltip content={toggle} side="right">
              <Button
                variant="ghost"
                size="sm"
                icon
                aria-label={toggle}
                onClick={() => {
                  const next = rail ? "wide" : "narrow";
                  setMode(next);
                  keepCookie(SIDEBAR_COOKIE, next);
                }}
              >
                <Icon aria-hidden />
              </Button>
            </Tooltip>
          </div>
        </aside>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  );
}

function watchTablet(listener: () => void): () => void {
  const query = matchMedia(TABLET);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
