import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

export type Pdf = InstanceType<typeof PDFDocument>;

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 50 };
export const CONTENT = { left: PAGE.margin, width: PAGE.width - 2 * PAGE.margin, bottom: PAGE.height - 70 };

/** From where the program runs, so that the bundler leaves the font files where they are. */
const require = createRequire(`${process.cwd()}/package.json`);

export const COLORS = { ink: "#16191d", muted: "#5b6470", line: "#d9dde2" };

/** An empty document with the embedded fonts `regular` and `bold` (Noto Sans, subset to what is used; other scripts: `addFallbackFonts`). */
export function newDocument(
  info: { title: string; author: string; date: Date },
  {
    size = "A4",
    lang = "en",
    tagged = false,
  }: { size?: "A4" | "LETTER"; lang?: string; tagged?: boolean } = {},
): Pdf {
  const document = new PDFDocument({
    size,
    margins: { top: PAGE.margin, bottom: 0, left: PAGE.margin, right: PAGE.margin },
    bufferPages: true,
    lang,
    ...(tagged ? { tagged, pdfVersion: "1.7" as const } : {}),
    displayTitle: true,
    font: fontFile("400Regular"),
    info: { Title: info.title, Author: info.author, Creator: "Construction AI", CreationDate: info.date },
  });
  document.registerFont("regular", fontFile("400Regular"));
  document.registerFont("bold", fontFile("600SemiBold"));
  return document.font("regular").fontSize(9).fillColor(COLORS.ink);
}

/** The whole file, once everything was drawn. */
export async function finished(document: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** A thin rule over the whole width. */
export function rule(document: Pdf, y: number, color = COLORS.line): void {
  document
    .moveTo(CONTENT.left, y)
    .lineTo(CONTENT.left + CONTENT.width, y)
    .lineWidth(0.6)
    .strokeColor(color)
    .stroke();
}

function fontFile(weight: "400Regular" | "600SemiBold"): string {
  return require.resolve(`@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`);
}
