"use client";
import { useRouter } from "next/navigation";
import { isOfBefore, newVersion } from "./new-version.ts";

/**
 * Makes the page anew with what the server knows now. Of another build the router would load the whole page instead, and
 * with it would go what the person has typed: then they are told, and decide.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  return () => (isOfBefore() ? newVersion.tell() : router.refresh());
}
