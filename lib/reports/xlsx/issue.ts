import type { IssueFacts } from "../report-data.ts";
import type { Row, Sheet } from "./cells.ts";
import type { Plan } from "./plan.ts";

/** Under which revision the workbook was issued, who signed what it says, of which model, and where that can be verified. */
export function issueSheet({ t, report, names }: Plan, issue: IssueFacts): Sheet {
  const { model, organisation } = report;
  const day = (moment: Date) => moment.toISOString().slice(0, 10);
  const rows: Row[] = [
    [{ text: t("issue.title"), style: "title" }],
    [{ text: t("issue.hint"), style: "subtitle" }],
    [],
    [t("pdf.preparedBy"), organisation.name],
    [t("issue.revision"), issue.revision],
    [t("issue.purpose"), issue.purpose],
    ...(issue.note ? [[t("issue.note"), { text: issue.note, style: "wrapped" } as const]] : []),
    [t("issue.issuedAt"), day(issue.issuedAt)],
    [t("issue.signedBy"), `${issue.signer.name}, ${issue.signer.title}`],
    [t("issue.approvedAt"), day(issue.approvedAt)],
    [t("issue.sha256"), issue.sha256],
    [t("issue.verify"), issue.verifyUrl],
    ...(model?.sha256
      ? [
          [t("basis.model"), model.filename],
          [t("issue.modelSha256"), model.sha256],
        ]
      : []),
  ];
  return { name: names.issue, columns: [30, 110], rows };
}
