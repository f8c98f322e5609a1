import type { NoticeData, NoticeKind } from "#db/schema/notifications.ts";

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

/** What a notice says, and where it leads. */
export function noticeWords(kind: NoticeKind, data: NoticeData, about: NoticeSubjects): NoticeWords {
  const file = about.filename ?? "A file";
  const page = about.fileId && `/files/${about.fileId}`;
  const invoice = about.invoiceNumber ? `Invoice ${about.invoiceNumber}` : "An invoice";
  const bill = about.invoiceId ? `/invoices/${about.invoiceId}` : "/invoices";
  const estimate = about.estimate ?? "An estimate";
  const result = about.estimateId && `/estimates/${about.estimateId}`;
  const discussion = result && `${result}?tab=discussion`;
  const until = data.until ? ` until ${minute(data.until)}` : "";
  switch (kind) {
    case "file_completed":
      return said(`${file} is processed`, "Take-off, cost and carbon are there.", page);
    case "file_failed":
      return said(`${file} could not be processed`, about.failure, page);
    case "file_restored":
      return data.hot
        ? said(`${file} is back in hot storage`, "It stays there.", page)
        : said(`${file} is restored`, `It can be downloaded and processed${until}.`, page);
    case "file_restore_expiring":
      return said(
        `${file} goes back to the archive soon`,
        `It is readable${until}. Restore it again to get more days.`,
        page,
      );
    case "file_restore_failed":
      return said(
        `${file} could not be restored`,
        "Nothing of it is lost. It is archived as before and can be restored again.",
        page,
      );
    case "files_restored":
      return said(
        `${data.ready ?? 0} of ${data.files ?? 0} files are restored`,
        data.failed
          ? `${data.failed} could not be restored; the list of restores says why.`
          : data.hot
            ? "They are back in hot storage."
            : `They can be downloaded and processed${until}.`,
        "/settings/archive",
      );
    case "files_restore_expiring":
      return said(
        "Restored files go back to the archive soon",
        `They are readable${until}. Restore them again to get more days.`,
        "/files?storage=restored",
      );
    case "invitation_accepted":
      return said(`${about.member ?? "Somebody"} has joined`, roleOf(data), "/settings/members");
    case "role_changed":
      return said(
        `Your role in ${about.organisation} has changed`,
        data.role ? `You are ${data.role} now.` : null,
        "/settings/members",
      );
    case "usage_threshold":
      return said(
        `${data.threshold ?? 0} % of the ${METRICS[data.metric ?? ""] ?? "plan"} is used`,
        "Of what the plan includes this month.",
        "/usage",
      );
    case "invoice_new":
      return said(`${invoice} is here`, null, bill);
    case "credit_note_new":
      return said(
        about.invoiceNumber ? `Credit note ${about.invoiceNumber} is here` : "A credit note is here",
        null,
        bill,
      );
    case "invoice_due":
      return said((data.days ?? 0) < 0 ? `${invoice} is due soon` : `${invoice} is overdue`, null, bill);
    case "payment_failed":
      return said(
        `The card for ${invoice.charAt(0).toLowerCase()}${invoice.slice(1)} was declined`,
        "Pay with another card, or put one on file.",
        bill,
      );
    case "organisation_suspended":
      return said(`${about.organisation} is suspended`, `${invoice} is not paid. Nothing is deleted.`, bill);
    case "export_ready":
      return said("The export of your data is ready", "Download it within seven days.", "/settings/data");
    case "export_failed":
      return said(
        "The export of your data failed",
        "The page says why. You can ask for a new one.",
        "/settings/data",
      );
    case "comment_mention":
      return said(`${about.member ?? "Somebody"} mentions you`, `In a comment on ${estimate}.`, discussion);
    case "review_requested":
      return said(`${estimate} waits for review`, byMember(about), result);
    case "review_approved":
      return said(`${estimate} is approved`, byMember(about), result);
    case "review_returned":
      return said(`${estimate} is a draft again`, "The reason stands in its review.", discussion);
    case "review_reopened":
      return said(
        `${estimate} is a draft again`,
        "It was calculated again, so its approval no longer holds.",
        result,
      );
  }
}

const said = (title: string, detail: string | null, href: string | null): NoticeWords => ({
  title,
  detail,
  href,
});

const byMember = ({ member }: NoticeSubjects) => member && `By ${member}.`;

const roleOf = ({ role }: NoticeData) => (role ? `As ${role}.` : null);

const METRICS: Record<string, string> = {
  files: "processed files",
  storage: "storage",
  archive: "archive",
  api_calls: "API calls",
};

const minute = (time: string) => `${time.slice(0, 16).replace("T", " ")} UTC`;
