import type { Report } from "../report-data.ts";
import { drawIssue } from "./issue.ts";
import { COLORS, type Paper } from "./paper.ts";
import type { Writing } from "./writing.ts";

/** The first page: whose report it is, of what, and the answer. */
export function drawCover(
  paper: Paper,
  report: Report,
  writing: Writing,
  logo: { bytes: Buffer; alt: string } | null,
): void {
  const { estimate, organisation } = report;
  const { t } = writing;
  const { left, inner } = paper;
  paper.ornament(() => paper.pdf.rect(0, 0, paper.width, 10).fill(paper.color));
  if (logo)
    paper.tagged("Figure", () => void paper.pdf.image(logo.bytes, left, 44, { fit: [190, 56] }), logo.alt);
  else
    paper.tagged("P", () =>
      paper.write(organisation.name, { x: left, y: 52, width: inner }, { size: 15, weight: "bold" }),
    );
  paper.y = 200;
  paper.tagged("P", () =>
    paper.write(t("pdf.title"), { x: left, y: paper.y, width: inner }, { size: 12, color: COLORS.muted }),
  );
  paper.y += 8;
  paper.tagged("H1", () =>
    paper.write(estimate.name, { x: left, y: paper.y, width: inner }, { size: 27, weight: "bold" }),
  );
  paper.y += 6;
  if (estimate.description) paper.paragraph(estimate.description, { size: 10.5, color: COLORS.muted });
  paper.ornament(() => paper.pdf.rect(left, paper.y + 8, 56, 3).fill(paper.color));
  paper.y += 40;
  drawAnswer(paper, report, writing);
  drawFacts(paper, report, writing);
  if (estimate.placeholderPrices) drawWarning(paper, t("placeholder"));
  if (report.issue) drawIssue(paper, report.issue, writing);
}

function drawAnswer(paper: Paper, { estimate }: Report, { t, rough, carbon }: Writing): void {
  const top = paper.y;
  const column = paper.inner / 2;
  const modules = (estimate.a1a3G ?? 0) + (estimate.a4G ?? 0) + (estimate.a5G ?? 0);
  const answers = [
    {
      name: t("pdf.likelyCost"),
      value: rough(estimate.likelyMinor),
      below: t("pdf.range", { low: rough(estimate.lowMinor), high: rough(estimate.highMinor) }),
    },
    {
      name: t("pdf.carbonTotal"),
      value: carbon(modules),
      below: t("pdf.carbonParts", { made: carbon(estimate.a1a3G ?? 0) }),
    },
  ];
  const ends = answers.map(({ name, value, below }, index) => {
    const box = { x: paper.left + index * column, y: top, width: column - 16 };
    paper.tagged("P", () => {
      paper.write(name, box, { size: 9.5, color: COLORS.muted });
      paper.write(value, { ...box, y: paper.y + 2 }, { size: 22, weight: "bold" });
      paper.write(below, { ...box, y: paper.y + 2 }, { size: 9.5, color: COLORS.muted });
    });
    return paper.y;
  });
  paper.y = Math.max(...ends) + 34;
}

function drawFacts(paper: Paper, report: Report, { t, units, day }: Writing): void {
  const { estimate, model, organisation } = report;
  const facts: [string, string][] = [
    [t("pdf.preparedBy"), organisation.name],
    ...(model ? [[t("pdf.project"), model.filename] satisfies [string, string]] : []),
    [t("pdf.location"), estimate.locationMatch.name ?? estimate.location],
    [
      t("pdf.floorArea"),
      estimate.floorAreaM2 === null ? t("pdf.noFloorArea") : units.quantity(estimate.floorAreaM2, "m2"),
    ],
    [t("pdf.date"), day(estimate.pricedAt)],
  ];
  for (const [name, value] of facts) {
    const y = paper.y;
    paper.tagged("P", () => {
      paper.write(name, { x: paper.left, y, width: 110 }, { size: 9.5, color: COLORS.muted });
      paper.write(value, { x: paper.left + 118, y, width: paper.inner - 118 }, { size: 9.5 });
    });
    paper.y += 5;
  }
}

/** Not by its colour alone: it is framed, and begins with what it is. */
export function drawWarning(paper: Paper, text: string): void {
  const look = { size: 9, weight: "bold", color: "#8a4b00" } as const;
  const height = paper.heightOf(text, paper.inner - 24, look) + 16;
  paper.need(height + 16);
  const top = paper.y + 12;
  paper.ornament(() => {
    paper.pdf.roundedRect(paper.left, top, paper.inner, height, 4).fillAndStroke("#fff7ec", "#d9a35b");
  });
  paper.tagged("P", () =>
    paper.write(text, { x: paper.left + 12, y: top + 8, width: paper.inner - 24 }, look),
  );
  paper.y = top + height + 10;
}
