import { index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, systemOnly } from "./columns.ts";

/** Mail caught when no SMTP server is configured; shown at the development inbox. */
export const caughtMails = pgTable(
  "caught_mails",
  {
    id: id(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("caught_mails_list_idx").on(t.createdAt.desc().nullsFirst()), ...systemOnly("caught_mails")],
);
