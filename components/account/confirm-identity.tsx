"use client";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { api } from "#components/data/api.ts";
import { askBy } from "#components/data/confirmation.ts";
import { onDemand } from "#components/ui/on-demand.ts";

const dialog = onDemand(() => import("./confirm-dialog.tsx"));

/** By what the person can confirm that it is they. */
export interface Ways {
  password: boolean;
  code: boolean;
}

/** Asks, in a dialog over whatever is open, when the server wants a sensitive change confirmed; then the change goes on. */
export function ConfirmIdentityProvider({ children }: { children: ReactNode }) {
  const [ways, setWays] = useState<Ways | null>(null);
  const part = dialog.usePart(ways !== null);
  const answer = useRef<((confirmed: boolean) => void) | null>(null);

  const settle = useCallback((confirmed: boolean) => {
    answer.current?.(confirmed);
    answer.current = null;
    setWays(null);
  }, []);

  useEffect(
    () =>
      askBy(async () => {
        const found = await api<Ways>("/api/me/confirm").catch(() => null);
        if (!found) return false;
        answer.current?.(false);
        return new Promise<boolean>((resolve) => {
          answer.current = resolve;
          setWays(found);
        });
      }),
    [],
  );

  return (
    <>
      {children}
      {ways && part && <part.ConfirmDialog ways={ways} onAnswer={settle} />}
    </>
  );
}
