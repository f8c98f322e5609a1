"use client";
import { createContext, type ReactNode, useContext } from "react";
import { UNITS, type UnitSystem, type Units } from "./units.ts";

const Context = createContext<Units>(UNITS.metric);

/** The organisation's units for everything below. */
export function UnitsProvider({ system, children }: { system: UnitSystem; children: ReactNode }) {
  return <Context value={UNITS[system]}>{children}</Context>;
}

/** How quantities are shown here; metric outside an organisation's pages. */
export function useUnits(): Units {
  return useContext(Context);
}
