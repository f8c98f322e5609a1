import { encode } from "uqr";
import type { IssueFacts } from "../report-data.ts";
import { COLORS, type Paper } from "./paper.ts";
import type { Writing } from "./writing.ts";

/** Points; a phone reads a module of one point and a half from a printed page. */
const CODE = 84;
const GAP = 16;

/** Under which revision the report was issued, who signed what it says, and where that can be verified. */
export function drawIssue(paper: Paper, issue: IssueFacts, { t, day }: Writing): void {
  const { left, inner } = paper;
  const facts: [string, string][] = [
    [t("issue.revision"), `${issue.revision} · ${issue.purpose}`],
    ...(issue.note ? [[t("issue.note"), issue.note] satisfies [string, string]] : []),
    [t("issue.issuedAt"), day(issue.issuedAt)],
    [t("issue.signedBy"), `${issue.signer.name}, ${issue.signer.title}`],
    [t("issue.approvedAt"), day(issue.approvedAt)],
    [t("issue.sha256"), issue.sha256],
    [t("issue.verify"), issue.verifyUrl],
  ];
  const width = inner - CODE - GAP - 118;
  const rows = facts.map(([name, value]) => ({
    name,
    value,
    height: paper.heightOf(value, width, { size: 9 }) + 5,
  }));
  const height = Math.max(
    CODE,
    rows.reduce((sum, row) => sum + row.height, 0),
  );
  paper.need(height + 60);
  paper.y += 22;
  paper.tagged("H2", () =>
    paper.write(t("issue.title"), { x: left, y: paper.y, width: inner }, { size: 11.5, weight: "bold" }),
  );
  paper.y += 6;
  const top = paper.y;
  for (const { name, value, height: rowHeight } of rows) {
    const y = paper.y;
    paper.tagged("P", () => {
      paper.write(name, { x: left, y, width: 110 }, { size: 9, color: COLORS.muted });
      paper.write(value, { x: left + 118, y, width }, { size: 9 });
    });
    paper.y = y + rowHeight;
  }
  paper.tagged(
    "Figure",
    () => drawCode(paper, issue.verifyUrl, left + inner - CODE, top),
    t("issue.codeAlt"),
  );
  paper.y = top + height + 4;
  paper.paragraph(t("issue.hint"), { color: COLORS.muted });
}

/** The address as a QR code, in squares: no picture, so that it is sharp at every size. */
function drawCode({ pdf }: Paper, address: string, x: number, y: number): void {
  const { data, size } = encode(address, { border: 0, ecc: "M" });
  const module = CODE / size;
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      if (isDark) pdf.rect(x + column * module, y + row * module, module, module);
  pdf.fill("#000000");
}
