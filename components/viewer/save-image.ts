import type { ColourMode, LegendEntry } from "./colouring.ts";
import type { EntryWords } from "./use-entry-words.ts";

/** What an image of the model tells beside the picture. */
export interface Picture {
  filename: string;
  mode: ColourMode;
  entries: readonly LegendEntry[];
  dark: boolean;
  currency: string | null;
}

/** Lines of a legend that are drawn; an image is no list. */
const MOST_LINES = 24;

/** Saves a PNG of the picture with its file's name and its legend. Rejects where the browser cannot encode one. */
export async function saveImage(
  drawn: HTMLCanvasElement,
  { filename, entries, dark }: Picture,
  { title, words }: { title: string | null; words: EntryWords },
): Promise<void> {
  const scale = Math.max(1, drawn.width / 1200);
  const side = title === null ? 0 : Math.round(300 * scale);
  const head = Math.round(44 * scale);
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width + side;
  canvas.height = drawn.height + head;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("The browser gives no canvas to draw on.");
  const [ground, ink, faint] = dark ? ["#13171c", "#eef1f4", "#98a3af"] : ["#ffffff", "#11151b", "#59636f"];
  const font = (size: number, weight = 400) => {
    pen.font = `${weight} ${Math.round(size * scale)}px ui-sans-serif, system-ui, sans-serif`;
  };
  const write = (text: string, x: number, y: number, width: number) => {
    let shown = text;
    while (shown.length > 1 && pen.measureText(shown).width > width) shown = `${shown.slice(0, -2)}…`;
    pen.fillText(shown, x, y);
  };
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, head);
  pen.textBaseline = "middle";
  pen.fillStyle = ink;
  font(16, 600);
  write(filename, 16 * scale, head / 2, canvas.width - 32 * scale);
  if (title !== null) {
    const left = drawn.width + 16 * scale;
    const line = 24 * scale;
    font(14, 600);
    write(title, left, head + line / 2, side - 32 * scale);
    font(13);
    for (const [at, entry] of entries.slice(0, MOST_LINES).entries()) {
      const y = head + line * (at + 1.6);
      pen.fillStyle = dark ? entry.dark : entry.light;
      pen.fillRect(left, y - 7 * scale, 14 * scale, 14 * scale);
      pen.fillStyle = ink;
      write(words(entry), left + 22 * scale, y, side - 110 * scale);
      pen.fillStyle = faint;
      pen.textAlign = "right";
      pen.fillText(String(entry.ordinals.length), canvas.width - 16 * scale, y);
      pen.textAlign = "left";
    }
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser could not write a PNG.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${filename.replace(/\.[^.]+$/, "")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
