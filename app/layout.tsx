import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Words } from "#components/i18n/words.tsx";
import { NewVersionNotice } from "#components/observability/new-version-notice.tsx";
import { WebVitals } from "#components/observability/web-vitals.tsx";
import { BrandStyle } from "#components/shell/brand-style.tsx";
import { FocusHeading } from "#components/shell/focus-heading.tsx";
import { dataTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { HOLD_SUBMITS } from "#components/ui/held-submits.ts";
import { buildId } from "#lib/http/build-id.ts";
import { pageHost } from "./caller.ts";
import "./every-page.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Construction AI", template: "%s · Construction AI" },
  icons: { icon: "/icon.svg" },
};
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const host = await pageHost();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang={await getLocale()}
      data-theme={dataTheme((await cookies()).get(THEME_COOKIE)?.value)}
      data-build={buildId() ?? undefined}
    >
      <body>
        <script nonce={nonce}>{HOLD_SUBMITS}</script>
        <BrandStyle color={host.kind === "tenant" ? host.color : null} nonce={nonce} />
        <Words areas={["observability", "ui"]}>
          {children}
          <NewVersionNotice />
        </Words>
        <WebVitals />
        <FocusHeading />
      </body>
    </html>
  );
}
