import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { streamGuard } from "./guard-streams.ts";
import { openPdf } from "./open-pdf.ts";
import { type Groups, readPaths } from "./read-paths.ts";
import { readWords } from "./read-words.ts";
import { rulesOf } from "./rules-of.ts";
import type { PdfPage } from "./types.ts";

export interface PdfContent {
  /** As the file states it: `1.7`. */
  version: string;
  pages: PdfPage[];
}

/** Everything that is written and drawn on a document's pages. Throws `TakeoffError`. */
export async function readPdf(bytes: Uint8Array, onProgress?: (page: number) => void): Promise<PdfContent> {
  const { document, pictures, close } = await openPdf(bytes);
  try {
    const version = await versionOf(document);
    const groups = await groupsOf(document);
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const before = pictures();
      const page = await document.getPage(number);
      pages.push({ ...(await readPage(page, groups)), number, pictures: pictures() - before });
      page.cleanup();
      onProgress?.(number);
      if (streamGuard.exceeded) throw new TakeoffError("pdf_out_of_memory");
    }
    return { version, pages };
  } catch (error) {
    if (error instanceof TakeoffError) throw error;
    throw new TakeoffError(streamGuard.exceeded ? "pdf_out_of_memory" : "pdf_damaged", undefined, {
      cause: error,
    });
  } finally {
    await close();
  }
}

async function readPage(page: PDFPageProxy, groups: Groups): Promise<Omit<PdfPage, "number" | "pictures">> {
  const { words, map, width, height } = await readWords(page);
  const { paths, fills } = await readPaths(page, { map, width, height }, groups);
  return { width, height, words, paths, rules: rulesOf(paths, fills) };
}

async function versionOf(document: PDFDocumentProxy): Promise<string> {
  const { info } = await document.getMetadata();
  const stated: unknown = "PDFFormatVersion" in info ? info.PDFFormatVersion : null;
  return typeof stated === "string" && /^\d\.\d$/.test(stated) ? stated : "";
}

/** Layers as a viewer would show them when it opens the document. */
async function groupsOf(document: PDFDocumentProxy): Promise<Groups> {
  const config = await document.getOptionalContentConfig();
  const groupOf = (mark: unknown) => {
    if (typeof mark !== "object" || mark === null || !("id" in mark) || typeof mark.id !== "string")
      return null;
    return config.getGroup(mark.id);
  };
  return {
    nameOf: (mark) => {
      const name: unknown = groupOf(mark)?.name;
      return typeof name === "string" && name.trim() !== "" ? name.trim() : null;
    },
    isVisible: (mark) => config.isVisible(mark) !== false,
  };
}
