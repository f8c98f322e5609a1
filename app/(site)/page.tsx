import { redirect } from "next/navigation";
import { Landing } from "#components/shell/landing/landing.tsx";
import { SiteLayout } from "#components/shell/site.tsx";
import { pageHost } from "../caller.ts";

export default async function StartPage() {
  if ((await pageHost()).kind !== "root") redirect("/dashboard");
  return (
    <SiteLayout>
      <Landing />
    </SiteLayout>
  );
}
