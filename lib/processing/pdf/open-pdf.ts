import "./reader-globals.ts";
import path from "node:path";
import {
  AnnotationMode,
  getDocument,
  PasswordException,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { PDF_LIMITS } from "./limits.ts";

/** What pdf.js is told where it takes a picture of any size out: a picture is no line and no text. */
const PICTURE_LEFT_OUT = "Image exceeded maximum allowed size";

export interface OpenPdf {
  document: PDFDocumentProxy;
  /** Pictures that were met so far, on whatever page. */
  pictures: () => number;
  close: () => Promise<void>;
}

/**
 * Opens a document. Nothing of it is run or fetched: no script, no font of the system, no address; fonts and character maps
 * that a document may leave out come from the library's own folder. Throws `TakeoffError` for one that cannot be read.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  let pictures = 0;
  // The library has no other way of telling; this is the thread that reads one document, so its console is the document's.
  const { warn } = console;
  console.warn = (message) => {
    if (String(message).includes(PICTURE_LEFT_OUT)) pictures++;
  };
  const folder = path.join(process.cwd(), "node_modules", "pdfjs-dist");
  const task = getDocument({
    // A copy, for what is handed over is no longer ours.
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.WARNINGS,
    cMapUrl: `${path.join(folder, "cmaps")}/`,
    standardFontDataUrl: `${path.join(folder, "standard_fonts")}/`,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 1,
  });
  try {
    const document = await task.promise;
    if (document.numPages > PDF_LIMITS.pages) throw new TakeoffError("pdf_too_many");
    return {
      document,
      pictures: () => pictures,
      close: () => {
        console.warn = warn;
        return task.destroy();
      },
    };
  } catch (error) {
    console.warn = warn;
    if (error instanceof TakeoffError) throw error;
    const { name } = error instanceof Error ? error : { name: "" };
    throw new TakeoffError(
      error instanceof PasswordException || name === "PasswordException" ? "pdf_encrypted" : "pdf_damaged",
      undefined,
      {
        cause: error,
      },
    );
  }
}

/** Notes, stamps and form fields lie on a page, and are nothing that is built or billed. */
export const WITHOUT_NOTES = { annotationMode: AnnotationMode.DISABLE } as const;
