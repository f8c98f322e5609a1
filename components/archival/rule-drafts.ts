import type { ArchivalClass, RuleAnswer, RulesAnswer } from "./answers.ts";

/** A rule as it is typed. */
export type RuleDraft = Omit<RuleAnswer, "after_days"> & { after_days: string };
export type Drafts = Record<ArchivalClass, RuleDraft>;

export const draftOf = (rule: RuleAnswer): RuleDraft => ({ ...rule, after_days: String(rule.after_days) });

export function draftsOf(rules: RulesAnswer): Drafts {
  return {
    completed_files: draftOf(rules.completed_files),
    failed_files: draftOf(rules.failed_files),
    temporary_files: draftOf(rules.temporary_files),
    logs: draftOf(rules.logs),
  };
}

/** As the routes take them. What is no number is sent as null, which is refused by its field. */
export function rulesOf(drafts: Drafts) {
  const of = ({ after_days: days, ...rule }: RuleDraft) => ({
    ...rule,
    after_days: days.trim() === "" ? null : Number(days),
  });
  return {
    completed_files: of(drafts.completed_files),
    failed_files: of(drafts.failed_files),
    temporary_files: of(drafts.temporary_files),
    logs: of(drafts.logs),
  };
}
