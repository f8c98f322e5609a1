import type { NoticeData, NoticeKind } from "#db/schema/notifications.ts";
import { mailMinute } from "#lib/email/figures.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { retold } from "#lib/i18n/kept-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { selectable } from "#lib/i18n/selectable.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { revisionLetters } from "#lib/issuing/revision-letters.ts";

/** What a notice's subjects are called now; null where it has none, or none any more. */
export interface NoticeSubjects {
  fileId: string | null;
  filename: string | null;
  /** Why the file's processing failed, as long as it has. */
  failure: string | null;
  invoiceId: string | null;
  invoiceNumber: string | null;
  member: string | null;
  estimateId: string | null;
  estimate: string | null;
  organisation: string;
}

export interface NoticeWords {
  title: string;
  detail: string | null;
  /** Path of the page to look at. */
  href: string | null;
}

/** What a notice says in the language of its reader, of what it keeps: its kind and a few facts. And where it leads. */
export function noticeWords(
  kind: NoticeKind,
  data: NoticeData,
  about: NoticeSubjects,
  locale: Locale = activeLocale(),
): NoticeWords {
  const t = wordsOf("notices", locale);
  const { organisation } = about;
  const file = named(about.filename);
  const number = about.invoiceNumber ?? NONE;
  const member = named(about.member);
  const estimate = named(about.estimate);
  const role = data.role ?? NONE;
  const until = data.until ? mailMinute(locale, data.until) : NONE;
  const by = about.member && t("by", { member: about.member });
  const page = about.fileId && `/files/${about.fileId}`;
  const bill = about.invoiceId ? `/invoices/${about.invoiceId}` : "/invoices";
  const result = about.estimateId && `/estimates/${about.estimateId}`;
  const revisions = result && `${result}?tab=revisions`;
  const revision = data.revision ? revisionLetters(data.revision) : "–";
  const discussion = result && `${result}?tab=discussion`;
  switch (kind) {
    case "file_completed":
      return said(t("file_completed.title", { file }), t("file_completed.detail"), page);
    case "file_failed":
      return said(t("file_failed.title", { file }), about.failure && retold(about.failure, locale), page);
    case "file_restored":
      return data.hot
        ? said(t("file_hot.title", { file }), t("file_hot.detail"), page)
        : said(t("file_restored.title", { file }), t("file_restored.detail", { until }), page);
    case "file_restore_expiring":
      return said(
        t("file_restore_expiring.title", { file }),
        t("file_restore_expiring.detail", { until }),
        page,
      );
    case "file_restore_failed":
      return said(t("file_restore_failed.title", { file }), t("file_restore_failed.detail"), page);
    case "files_restored": {
      const { ready = 0, files = 0, failed = 0 } = data;
      const state = failed > 0 ? "failed" : data.hot ? "hot" : "ready";
      return said(
        t("files_restored.title", { ready, files }),
        t("files_restored.detail", { state, failed, until }),
        "/settings/archive",
      );
    }
    case "files_restore_expiring":
      return said(
        t("files_restore_expiring.title"),
        t("files_restore_expiring.detail", { until }),
        "/files?storage=restored",
      );
    case "invitation_accepted":
      return said(
        t("invitation_accepted.title", { member }),
        data.role ? t("invitation_accepted.detail", { role }) : null,
        "/settings/members",
      );
    case "role_changed":
      return said(
        t("role_changed.title", { organisation }),
        data.role ? t("role_changed.detail", { role }) : null,
        "/settings/members",
      );
    case "usage_threshold":
      return said(
        t("usage_threshold.title", { threshold: data.threshold ?? 0, metric: data.metric ?? NONE }),
        t("usage_threshold.detail"),
        "/usage",
      );
    case "invoice_new":
      return said(t("invoice_new.title", { number }), null, bill);
    case "credit_note_new":
      return said(t("credit_note_new.title", { number }), null, bill);
    case "invoice_due":
      return (data.days ?? 0) < 0
        ? said(t("invoice_due_soon.title", { number }), null, bill)
        : said(t("invoice_overdue.title", { number }), null, bill);
    case "payment_failed":
      return said(t("payment_failed.title", { number }), t("payment_failed.detail"), bill);
    case "organisation_suspended":
      return said(
        t("organisation_suspended.title", { organisation }),
        t("organisation_suspended.detail", { number }),
        bill,
      );
    case "export_ready":
      return said(t("export_ready.title"), t("export_ready.detail"), "/settings/data");
    case "export_failed":
      return said(t("export_failed.title"), t("export_failed.detail"), "/settings/data");
    case "comment_mention":
      return said(
        t("comment_mention.title", { member }),
        t("comment_mention.detail", { estimate }),
        discussion,
      );
    case "review_requested":
      return said(t("review_requested.title", { estimate }), by, result);
    case "review_approved":
      return said(t("review_approved.title", { estimate }), by, result);
    case "review_returned":
      return said(t("review_draft.title", { estimate }), t("review_draft.detail"), discussion);
    case "review_reopened":
      return said(t("review_draft.title", { estimate }), t("review_draft.recalculated"), result);
    case "revision_issued":
      return said(t("revision_issued.title", { estimate, revision }), by, revisions);
    case "revision_withdrawn":
      return said(t("revision_withdrawn.title", { estimate, revision }), by, revisions);
  }
}

/** What the texts take for a name that is not there (any more). */
const NONE = "_none";

const named = (name: string | null): string => (name === null ? NONE : selectable(name));

const said = (title: string, detail: string | null, href: string | null): NoticeWords => ({
  title,
  detail,
  href,
});
