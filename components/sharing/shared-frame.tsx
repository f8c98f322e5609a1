import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";

/** The frame of a page that is read by link: whose it is, and no way to anything else. */
export function SharedFrame({
  organisation,
  children,
}: {
  organisation: { name: string; logoUrl: string | null } | null;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh bg-canvas">
      {organisation && (
        <header className="border-line border-b bg-surface">
          <p className="mx-auto flex h-14 max-w-5xl items-center gap-2.5 px-4 font-semibold text-lg">
            <Avatar name={organisation.name} src={organisation.logoUrl} square className="size-7" />
            {organisation.name}
          </p>
        </header>
      )}
      <main
        id="content"
        className={cn(
          "mx-auto grid max-w-5xl grid-cols-1 gap-5 px-4 py-6",
          // Alone on its page, in the middle of it, as what is not found elsewhere.
          !organisation && "min-h-dvh content-center",
        )}
      >
        {children}
      </main>
    </div>
  );
}
