"use client";
import { createContext, type ReactNode } from "react";
import type { UnitSystem } from "./units.ts";

/** The system alone: how it writes quantities comes with the pages that show some (units-provider.tsx). */
export const UnitSystemContext = createContext<UnitSystem>("metric");

/** The organisation's units for everything below. */
export function UnitSystemProvider({ system, children }: { system: UnitSystem; children: ReactNode }) {
  return <UnitSystemContext value={system}>{children}</UnitSystemContext>;
}
