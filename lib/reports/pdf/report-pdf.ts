import { Readable } from "node:stream";
import { finished } from "#lib/billing/pdf/document.ts";
import { logoOf } from "#lib/billing/pdf/invoice-pdf.ts";
import { brandTokens, PRODUCT_COLOR } from "#lib/branding/colors.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { inLocale } from "#lib/i18n/request-locale.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { outcomesOfReport } from "#lib/uncertainty/outcomes.ts";
import type { Report } from "../report-data.ts";
import { reportWords } from "../words/report-words.ts";
import { drawBasis } from "./basis.ts";
import { drawBreakdown } from "./breakdown.ts";
import { drawCover } from "./cover.ts";
import { drawLines } from "./lines.ts";
import { Paper, type PaperSize } from "./paper.ts";
import { drawSummary } from "./summary.ts";
import { drawUncertainty } from "./uncertainty.ts";
import { writingOf } from "./writing.ts";

/** A report that a client can be sent, in a language that is asked for, on the paper of the organisation's country. */
export async function reportPdf(ctx: Ctx, report: Report, locale: Locale): Promise<Readable> {
  const logo = await logoOf(ctx, report.organisation.logoKey ?? undefined);
  const bytes = await drawReport(report, locale, logo).catch((error: unknown) => {
    if (!logo) throw error;
    // A picture that only looks like one; the report does not fail for it.
    ctx.log.warn({ err: error }, "a report was drawn without its logo");
    return drawReport(report, locale, null);
  });
  return Readable.from([bytes], { objectMode: false });
}

/** The document itself: cover, summary, breakdown, lines, uncertainty, basis. */
export async function drawReport(report: Report, locale: Locale, logo: Buffer | null): Promise<Buffer> {
  const { estimate, organisation } = report;
  const outcomes = report.known && (await outcomesOfReport(report.known));
  const t = reportWords(locale);
  const title = t("pdf.subject", { name: estimate.name });
  const paper = new Paper(
    { title, author: organisation.name, date: estimate.pricedAt },
    {
      size: paperOf(organisation),
      lang: locale,
      color: brandTokens(organisation.color ?? PRODUCT_COLOR, "light").text,
    },
  );
  await paper.learn(namesIn(report), organisation.country);
  await inLocale(locale, async () => {
    const writing = writingOf(report, t);
    drawCover(paper, report, writing, logo && { bytes: logo, alt: organisation.name });
    paper.turn();
    drawSummary(paper, report, writing);
    paper.turn();
    await drawBreakdown(paper, report, writing);
    paper.turn();
    await drawLines(paper, report, writing);
    paper.turn();
    if (outcomes) {
      await drawUncertainty(paper, report, outcomes, writing);
      paper.turn();
    }
    await drawBasis(paper, report, writing);
  });
  const revision = report.issue ? ` · ${t("issue.footer", { revision: report.issue.revision })}` : "";
  paper.footers(`${organisation.name} · ${estimate.name}${revision}`, (page, count) =>
    t("pdf.page", { page, count }),
  );
  return finished(paper.pdf);
}

/** Countries that print on Letter (CLDR's measurement data, paperSize US-Letter). */
const LETTER = new Set("BZ CA CL CO CR DO GT MX NI PA PH PR SV US VE".split(" "));

function paperOf({ country, units }: Report["organisation"]): PaperSize {
  if (country !== null) return LETTER.has(country) ? "LETTER" : "A4";
  return units === "imperial" ? "LETTER" : "A4";
}

/** Texts that people and models have written, in whatever script. */
function namesIn({ estimate, lines, corrections, model, organisation, issue }: Report): string[] {
  return [
    estimate.name,
    estimate.description,
    estimate.location,
    estimate.locationMatch.name ?? "",
    estimate.locationMatch.source,
    organisation.name,
    ...(issue ? [issue.purpose, issue.note, issue.signer.name, issue.signer.title] : []),
    model?.filename ?? "",
    model?.application ?? "",
    ...(model?.warnings ?? []),
    ...estimate.storeys,
    ...lines.flatMap((line) => [
      line.name,
      line.priceSource ?? "",
      line.factor?.source ?? "",
      ...line.materialNames,
    ]),
    ...corrections.flatMap((one) =>
      [one.name, one.found, one.corrected, one.reason, one.by].map((text) => text ?? ""),
    ),
    ...estimate.unpriced.map((item) => item.materialName ?? ""),
  ];
}
