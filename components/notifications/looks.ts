import {
  Archive,
  ArchiveRestore,
  CircleCheck,
  CreditCard,
  FileWarning,
  Gauge,
  type LucideIcon,
  PackageCheck,
  PackageX,
  ReceiptText,
  TriangleAlert,
  UserCog,
  UserPlus,
} from "lucide-react";
import type { NoticeAnswer } from "#components/data/answers.ts";

type Tone = "ok" | "warn" | "bad" | "info";

/** The words say what it is; icon and colour help to find it. */
export const LOOKS: Record<NoticeAnswer["kind"], { icon: LucideIcon; tone: Tone }> = {
  file_completed: { icon: CircleCheck, tone: "ok" },
  file_failed: { icon: FileWarning, tone: "bad" },
  file_restored: { icon: ArchiveRestore, tone: "ok" },
  file_restore_expiring: { icon: Archive, tone: "warn" },
  file_restore_failed: { icon: TriangleAlert, tone: "bad" },
  files_restored: { icon: ArchiveRestore, tone: "ok" },
  files_restore_expiring: { icon: Archive, tone: "warn" },
  invitation_accepted: { icon: UserPlus, tone: "info" },
  role_changed: { icon: UserCog, tone: "info" },
  usage_threshold: { icon: Gauge, tone: "warn" },
  invoice_new: { icon: ReceiptText, tone: "info" },
  credit_note_new: { icon: ReceiptText, tone: "info" },
  invoice_due: { icon: ReceiptText, tone: "warn" },
  payment_failed: { icon: CreditCard, tone: "bad" },
  organisation_suspended: { icon: TriangleAlert, tone: "bad" },
  export_ready: { icon: PackageCheck, tone: "ok" },
  export_failed: { icon: PackageX, tone: "bad" },
};

export const TONES: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
};

/** What notices are about, as filters and switches name it. */
export const TOPICS = [
  {
    value: "processing",
    label: "Processing",
    hint: "When a file you uploaded is processed, or could not be",
  },
  {
    value: "archive",
    label: "Restored files",
    hint: "When files you restored from the archive are ready, could not be restored, or go back soon",
  },
  { value: "members", label: "Members", hint: "When somebody accepts an invitation. For admins." },
  { value: "usage", label: "Usage", hint: "At 90 and 100 % of what the plan includes. For admins." },
  { value: "invoices", label: "Invoices", hint: "When an invoice or a credit note is made. For admins." },
  {
    value: "payment_reminders",
    label: "Reminders of payment",
    hint: "Due soon, overdue, a card that was declined. For admins.",
  },
  {
    value: "exports",
    label: "Exports",
    hint: "When the archive of an export is ready, or failed. For admins.",
  },
] as const;
