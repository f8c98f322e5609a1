"use client";
import { StatusBanner } from "#components/status/status-banner.tsx";
import { UsageBanner } from "#components/usage/usage-banner.tsx";

/** What every page of an organisation asks for once it works, and tells of where there is something to tell. */
export function LateBanners() {
  return (
    <>
      <StatusBanner />
      <UsageBanner />
    </>
  );
}
