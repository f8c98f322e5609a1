import { type ReportCorrection, UNIT_OF_KIND } from "../corrections.ts";
import type { Report } from "../report-data.ts";
import { COLORS, type Paper } from "./paper.ts";
import { drawTable } from "./table.ts";
import type { Writing } from "./writing.ts";

const MOST = 60;

/** What people said against the model, where they did. */
export async function drawCorrections(paper: Paper, report: Report, writing: Writing): Promise<void> {
  const { t, day } = writing;
  const { corrections } = report;
  if (corrections.length === 0) return;
  paper.section(t("corrections.title"), 80);
  paper.paragraph(t("corrections.hint"), { color: COLORS.muted });
  await drawTable(
    paper,
    [
      { heading: t("corrections.element"), share: 0.27 },
      { heading: t("corrections.found"), share: 0.16 },
      { heading: t("corrections.corrected"), share: 0.18 },
      { heading: t("corrections.reason"), share: 0.39 },
    ],
    corrections.slice(0, MOST).map((one) => ({
      cells: [
        one.name ?? one.globalId ?? t("corrections.model"),
        shown(one, one.found, writing),
        one.kind === "exclusion" ? t("corrections.notCounted") : shown(one, one.corrected, writing),
        [[one.by, one.at && day(new Date(one.at))].filter(Boolean).join(", "), one.reason]
          .filter(Boolean)
          .join(": "),
      ],
      note: [t(`corrections.kind.${one.kind}`), one.ifcClass].filter(Boolean).join(" · "),
    })),
  );
  if (corrections.length > MOST)
    paper.paragraph(t("pdf.moreRows", { count: corrections.length - MOST }), { color: COLORS.muted });
}

function shown({ kind }: ReportCorrection, text: string | null, { units }: Writing): string {
  if (text === null) return "–";
  const unit = UNIT_OF_KIND[kind];
  if (unit !== null) return units.quantity(Number(text), unit, { digits: 6 });
  return kind === "exclusion" ? units.figure(Number(text), "pcs", { digits: 6 }) : text;
}
