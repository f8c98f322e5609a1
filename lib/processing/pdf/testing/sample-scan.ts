import { deflateSync } from "node:zlib";
import { makePdf, streamOf } from "./make-pdf.ts";

/** A page that is one picture, as a scanner makes it. */
export function sampleScan(): Buffer {
  const [width, height] = [60, 80];
  const pixels = deflateSync(Buffer.alloc(width * height, 0xee));
  const picture = streamOf(
    pixels,
    `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
  );
  return makePdf({
    pages: [{ content: "q 595 0 0 842 0 0 cm /Im1 Do Q\n" }],
    objects: { 10: picture },
    resources: "/XObject<</Im1 10 0 R>>",
  });
}
