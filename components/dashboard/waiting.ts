import {
  AtSign,
  CircleAlert,
  ClipboardCheck,
  Gauge,
  type LucideIcon,
  MailQuestion,
  Palette,
  ReceiptText,
  Ruler,
} from "lucide-react";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { formatShare } from "#components/format/percent.ts";
import type { Role } from "#components/shell/types.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { Links } from "./links.ts";

/** Something that waits for the reader, and the page where it is done. */
export interface Waiting {
  id: string;
  icon: LucideIcon;
  tone: "bad" | "warn" | "info";
  title: string;
  text: string;
  href: string;
}

/** From that share of the plan on the reader is warned, per cent: as the banner and the mails have it. */
const WARNED_FROM = 90;

/**
 * What waits for the reader: only what their role may do something about, the most pressing first. Each opens the list
 * that has exactly as many entries as it says.
 */
export function waitingFor(
  t: Translator<"dashboard">,
  { needs, quotas }: Pick<DashboardAnswer, "needs" | "quotas">,
  links: Links,
  role: Role,
): Waiting[] {
  const mayEdit = role !== "viewer";
  const item = (
    id:
      | "failed"
      | "unknown_materials"
      | "floor_area"
      | "reviews"
      | "notices"
      | "overdue"
      | "open_invoices"
      | "invitations",
    count: number | null | undefined,
    looks: Pick<Waiting, "icon" | "tone" | "href">,
  ): Waiting[] =>
    count
      ? [
          {
            id,
            ...looks,
            title: t(`waiting.${id}.title`, { count }),
            text: t(`waiting.${id}.text`, { count }),
          },
        ]
      : [];
  const file = (
    need: "failed" | "unknown_materials" | "floor_area",
    looks: Pick<Waiting, "icon" | "tone">,
  ) => (mayEdit ? item(need, needs[need], { ...looks, href: links.files({ needs: need }) }) : []);
  const { invoices, invitations } = needs;
  return [
    ...item("overdue", invoices?.overdue, {
      icon: ReceiptText,
      tone: "bad",
      href: "/invoices?status=overdue",
    }),
    ...file("failed", { icon: CircleAlert, tone: "bad" }),
    ...(mayEdit ? quotas : [])
      .filter(({ limit, percentage }) => limit > 0 && percentage >= WARNED_FROM)
      .map(
        ({ metric, percentage }): Waiting => ({
          id: metric,
          icon: Gauge,
          tone: percentage >= 100 ? "bad" : "warn",
          title: t(`waiting.quota.${metric}`, { share: formatShare(percentage / 100) }),
          text: t("waiting.quota.text"),
          href: `/usage?metric=${metric}`,
        }),
      ),
    ...item("reviews", needs.reviews, {
      icon: ClipboardCheck,
      tone: "info",
      href: links.estimates({ review: "in_review" }),
    }),
    ...item("notices", needs.estimate_notices, {
      icon: AtSign,
      tone: "info",
      href: "/notifications?show=unread&topic=estimates",
    }),
    ...file("unknown_materials", { icon: Palette, tone: "warn" }),
    ...file("floor_area", { icon: Ruler, tone: "warn" }),
    // Overdue ones alone are said above.
    ...item("open_invoices", invoices && invoices.open > invoices.overdue ? invoices.open : 0, {
      icon: ReceiptText,
      tone: "info",
      href: "/invoices?status=open",
    }),
    ...item("invitations", invitations && invitations.open + invitations.expired, {
      icon: MailQuestion,
      tone: invitations?.expired ? "warn" : "info",
      href: "/settings/members#invitations",
    }).map((one) =>
      invitations?.expired
        ? { ...one, text: t("waiting.invitations.expired", { count: invitations.expired }) }
        : one,
    ),
  ];
}
