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

/** Addresses that a mail server refused for good, or whose owner complained: nothing but what they ask for goes there. */
export const mailSuppressions = pgTable(
  "mail_suppressions",
  {
    /** Lower case. */
    email: text("email").primaryKey(),
    reason: text("reason", { enum: ["bounce", "complaint"] }).notNull(),
    detail: text("detail").notNull().default(""),
    createdAt: createdAt(),
  },
  () => systemOnly("mail_suppressions"),
);
