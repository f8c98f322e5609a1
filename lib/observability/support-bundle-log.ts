import { open, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const TAIL_BYTES = 4 * 2 ** 20;
const MOST_LINES = 2000;

const Id = z
  .string()
  .regex(/^[0-9a-f-]{8,36}$/)
  .optional()
  .catch(undefined);
const Word = z
  .string()
  .regex(/^[\w.-]{1,60}$/)
  .optional()
  .catch(undefined);

/** What of a line may be told: when, how bad, by which ids, and of an error what kind it is. */
const Line = z.object({
  time: z.union([z.number(), z.iso.datetime()]).optional().catch(undefined),
  level: z.union([z.number(), Word]).optional().catch(undefined),
  trace_id: Id,
  span_id: Id,
  tenant_id: Id,
  fileId: Id,
  runId: Id,
  msg: z.string().optional().catch(undefined),
  err: z.object({ type: Word, name: Word, code: Word }).optional().catch(undefined),
});

/**
 * The last lines of a log. A message stays where it is a sentence of the program's own text; lines that are no JSON, which
 * others write, are only counted.
 */
export async function logTail(file: string): Promise<string> {
  const { size } = await stat(file);
  const start = Math.max(0, size - TAIL_BYTES);
  const handle = await open(file, "r");
  const { buffer } = await handle
    .read(Buffer.alloc(size - start), 0, size - start, start)
    .finally(() => handle.close());
  const lines = buffer.toString("utf8").split("\n").filter(Boolean).slice(-MOST_LINES);
  const program = await programText();
  let others = 0;
  const told = lines.flatMap((text) => {
    const line = Line.safeParse(jsonOf(text)).data;
    if (!line) {
      others++;
      return [];
    }
    const isOurs = line.msg !== undefined && program.includes(JSON.stringify(line.msg));
    return [JSON.stringify({ ...line, msg: isOurs ? line.msg : "left out" })];
  });
  return `${[...told, JSON.stringify({ lines_left_out: others })].join("\n")}\n`;
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function programText(): Promise<string> {
  const texts: string[] = [];
  for (const folder of ["lib", "inngest", "db", "scripts/server"])
    for (const entry of await readdir(path.join(process.cwd(), folder), {
      recursive: true,
      withFileTypes: true,
    }))
      if (entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
        texts.push(await readFile(path.join(entry.parentPath, entry.name), "utf8"));
  return texts.join("\n");
}
