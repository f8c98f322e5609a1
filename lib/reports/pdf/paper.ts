import { COLORS, newDocument, type Pdf } from "#lib/billing/pdf/document.ts";
import { addFallbackFonts, type FontOf, type Weight } from "#lib/billing/pdf/fallback-fonts.ts";
import { heightOfText, writeText } from "#lib/billing/pdf/mixed-text.ts";

export { COLORS };

/** Sizes in points; a document is A4 unless Letter is what its readers print on. */
const SIZES = {
  A4: { width: 595.28, height: 841.89 },
  LETTER: { width: 612, height: 792 },
} as const;
export type PaperSize = keyof typeof SIZES;

const MARGIN = 50;
/** Below it stand the footers. */
const FOOT = 62;

export interface TextLook {
  size?: number;
  weight?: Weight;
  color?: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
}

type Role = "H1" | "H2" | "H3" | "P" | "Figure" | "Caption" | "Table";

/** A page of a report and what is written on it: one flow from top to bottom, tagged for readers that are read to. */
export class Paper {
  readonly pdf: Pdf;
  readonly width: number;
  readonly height: number;
  readonly left = MARGIN;
  readonly inner: number;
  readonly bottom: number;
  readonly color: string;
  private fontOf: FontOf = (_, weight) => weight;
  private readonly root: PDFKit.PDFStructureElement;

  constructor(
    info: { title: string; author: string; date: Date },
    { size, lang, color }: { size: PaperSize; lang: string; color: string },
  ) {
    this.pdf = newDocument(info, { size, lang, tagged: true });
    this.width = SIZES[size].width;
    this.height = SIZES[size].height;
    this.inner = this.width - 2 * MARGIN;
    this.bottom = this.height - FOOT;
    this.color = color;
    this.root = this.pdf.struct("Document");
    this.pdf.addStructure(this.root);
  }

  /** Loads fonts for scripts that the document's own lacks. */
  async learn(texts: readonly string[], country: string | null): Promise<void> {
    this.fontOf = await addFallbackFonts(this.pdf, { regular: texts, bold: texts }, country);
  }

  get y(): number {
    return this.pdf.y;
  }

  set y(value: number) {
    this.pdf.y = value;
  }

  /** Draws something as one element of the document's structure; a figure says in words what it shows. */
  tagged(role: Role, draw: () => void, alt?: string): void {
    this.root.add(this.pdf.struct(role, alt === undefined ? {} : { alt }, draw));
  }

  /** The structure of a table, whose rows are added as they are drawn. */
  table(): PDFKit.PDFStructureElement {
    const table = this.pdf.struct("Table");
    this.root.add(table);
    return table;
  }

  /** Ornament and repetition: nothing that is read out. */
  ornament(draw: () => void): void {
    this.pdf.markContent("Artifact", { type: "Layout" });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Goes to the next page where what follows would not fit. */
  need(height: number): void {
    if (this.y + height > this.bottom) this.turn();
  }

  turn(): void {
    this.pdf.addPage();
    this.y = MARGIN;
  }

  /** A chapter: a heading, and an entry of the outline. */
  chapter(title: string): void {
    this.need(110);
    this.pdf.outline.addItem(title);
    const { left, inner } = this;
    this.tagged("H1", () =>
      this.write(title, { x: left, y: this.y, width: inner }, { size: 17, weight: "bold" }),
    );
    this.ornament(() => this.pdf.rect(left, this.y + 4, 36, 2.5).fill(this.color));
    this.y += 18;
  }

  section(title: string, follows = 60): void {
    this.need(26 + follows);
    this.y += 8;
    this.tagged("H2", () =>
      this.write(title, { x: this.left, y: this.y, width: this.inner }, { size: 11.5, weight: "bold" }),
    );
    this.y += 5;
  }

  paragraph(text: string, look: TextLook = {}): void {
    this.need(this.heightOf(text, this.inner, look));
    this.tagged("P", () => this.write(text, { x: this.left, y: this.y, width: this.inner }, look));
    this.y += 5;
  }

  /** Writes a text in a box and leaves the document below it. */
  write(text: string, box: Box, { size = 9, weight = "regular", color = COLORS.ink }: TextLook = {}): void {
    this.pdf.fontSize(size).fillColor(color);
    writeText(this.pdf, text, box, { fontOf: this.fontOf, weight });
  }

  /** A figure on one line at the right edge of its box. */
  right(text: string, box: Box, { size = 9, weight = "regular", color = COLORS.ink }: TextLook = {}): void {
    this.pdf.font(weight).fontSize(size).fillColor(color);
    this.pdf.text(text, box.x, box.y, { width: box.width, align: "right", lineBreak: false });
  }

  heightOf(text: string, width: number, { size = 9, weight = "regular" }: TextLook = {}): number {
    this.pdf.fontSize(size);
    return heightOfText(this.pdf, text, width, { fontOf: this.fontOf, weight });
  }

  widthOf(text: string, { size = 9, weight = "regular" }: TextLook = {}): number {
    return this.pdf.font(weight).fontSize(size).widthOfString(text);
  }

  /** The text, cut with an ellipsis where it would not fit on one line. */
  fitted(text: string, width: number, look: TextLook = {}): string {
    if (this.widthOf(text, look) <= width) return text;
    const letters = Array.from(text);
    while (letters.length > 1 && this.widthOf(`${letters.join("")}…`, look) > width) letters.pop();
    return `${letters.join("").trimEnd()}…`;
  }

  /** On every page but the first, once it is known how many there are. */
  footers(left: string, pageText: (page: number, count: number) => string): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start + 1; page < start + count; page++) {
      this.pdf.switchToPage(page);
      const y = this.height - 40;
      this.pdf.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
      this.pdf
        .moveTo(this.left, y - 8)
        .lineTo(this.left + this.inner, y - 8)
        .lineWidth(0.6)
        .strokeColor(COLORS.line)
        .stroke();
      const look = { size: 8, color: COLORS.muted };
      this.write(
        this.fitted(left, this.inner - 110, look),
        { x: this.left, y, width: this.inner - 100 },
        look,
      );
      this.right(pageText(page + 1, count), { x: this.left, y, width: this.inner }, look);
      this.pdf.endMarkedContent();
    }
  }
}
