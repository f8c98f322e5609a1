"use client";
import { useContext } from "react";
import { UnitSystemContext } from "./unit-system.tsx";
import { UNITS, type Units } from "./units.ts";

/** How quantities are shown here; metric outside an organisation's pages. */
export function useUnits(): Units {
  return UNITS[useContext(UnitSystemContext)];
}
