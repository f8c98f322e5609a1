import {
  Archive,
  ArchiveRestore,
  AtSign,
  CircleCheck,
  ClipboardCheck,
  ClipboardList,
  ClipboardX,
  CreditCard,
  FileWarning,
  FileX,
  Gauge,
  type LucideIcon,
  PackageCheck,
  PackageX,
  ReceiptText,
  Stamp,
  TriangleAlert,
  UserCog,
  UserPlus,
} from "lucide-react";
import type { NoticeAnswer } from "#components/data/answers.ts";
import type { Translator } from "#lib/i18n/messages.ts";

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
  comment_mention: { icon: AtSign, tone: "info" },
  review_requested: { icon: ClipboardList, tone: "info" },
  review_approved: { icon: ClipboardCheck, tone: "ok" },
  review_returned: { icon: ClipboardX, tone: "warn" },
  review_reopened: { icon: ClipboardX, tone: "warn" },
  revision_issued: { icon: Stamp, tone: "ok" },
  revision_withdrawn: { icon: FileX, tone: "warn" },
};

export const TONES: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
};

/** What notices are about, as filters and switches name it. */
export const topics = (t: Translator<"notifications">) =>
  [
    {
      value: "processing",
      label: t("looks.processing"),
      hint: t("looks.whenAFileYouUploadedIs"),
    },
    {
      value: "archive",
      label: t("looks.restoredFiles"),
      hint: t("looks.whenFilesYouRestoredFromThe"),
    },
    { value: "members", label: t("looks.members"), hint: t("looks.whenSomebodyAcceptsAn") },
    { value: "usage", label: t("looks.usage"), hint: t("looks.at90And100OfWhatThePlan") },
    { value: "invoices", label: t("looks.invoices"), hint: t("looks.whenAnInvoiceOrACreditNoteIs") },
    {
      value: "payment_reminders",
      label: t("looks.remindersOfPayment"),
      hint: t("looks.dueSoonOverdueACardThatWas"),
    },
    {
      value: "exports",
      label: t("looks.exports"),
      hint: t("looks.whenTheArchiveOfAnExportIs"),
    },
    {
      value: "estimates",
      label: t("looks.estimates"),
      hint: t("looks.whenACommentMentionsYouAn"),
    },
  ] as const;
