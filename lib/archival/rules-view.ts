import { z } from "zod";
import { ARCHIVAL_CLASSES, type ArchivalClass, type ArchivalRule } from "#db/schema/tenants.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import type { ArchivalRules, OwnRules } from "./rules.ts";

const MOST_DAYS = 3650;

/** A rule as the API shows it. */
const RuleView = z.strictObject({
  enabled: z.boolean(),
  after_days: z
    .int(issueText("archival.wholeDays"))
    .min(1, issueText("archival.filesStayHot"))
    .max(MOST_DAYS, issueText("archival.mostDays", { most: MOST_DAYS })),
  /** Days count from the last download or processing, or from the upload. Logs: from the day itself, always. */
  since: z.enum(["last_access", "creation"]),
  storage_class: z.enum(["STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"]),
});

export const RulesView = z.object({
  completed_files: RuleView,
  failed_files: RuleView,
  temporary_files: RuleView,
  logs: RuleView,
});

/** Rules of one's own: what is left out is as by default. */
export const OwnRulesView = z
  .strictObject({
    completed_files: RuleView.partial(),
    failed_files: RuleView.partial(),
    temporary_files: RuleView.partial(),
    logs: RuleView.partial().refine((rule) => rule.since !== "last_access", {
      path: ["since"],
      ...issueText("archival.logsByCreation"),
    }),
  })
  .partial();

/** As they are stored. */
export function toOwnRules(view: z.output<typeof OwnRulesView>): OwnRules {
  const of = (name: ArchivalClass): Partial<ArchivalRule> => {
    const { enabled, after_days: afterDays, since, storage_class: storageClass } = view[name] ?? {};
    return {
      ...(enabled === undefined ? {} : { enabled }),
      ...(afterDays === undefined ? {} : { afterDays }),
      ...(since === undefined ? {} : { since }),
      ...(storageClass === undefined ? {} : { storageClass }),
    };
  };
  return Object.fromEntries(ARCHIVAL_CLASSES.map((name) => [name, of(name)]));
}

export function presentRules(rules: ArchivalRules): z.input<typeof RulesView> {
  const of = ({ enabled, afterDays, since, storageClass }: ArchivalRule) => ({
    enabled,
    after_days: afterDays,
    since,
    storage_class: storageClass,
  });
  return {
    completed_files: of(rules.completed_files),
    failed_files: of(rules.failed_files),
    temporary_files: of(rules.temporary_files),
    logs: of(rules.logs),
  };
}
