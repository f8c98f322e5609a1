import { z } from "zod";
import { pool } from "#db/client.ts";
import { askMailServer } from "#lib/email/ask-mail-server.ts";
import { openIndex } from "#lib/search/index/index.ts";
import { objectStores } from "#lib/storage/index.ts";
import { askJobs } from "./ask-jobs.ts";

export const PART_NAMES = ["database", "object_store", "jobs", "vectors", "mail"] as const;
export type PartName = (typeof PART_NAMES)[number];

export const PartState = z.enum(["ready", "degraded", "down"]);
export type PartState = z.infer<typeof PartState>;

export interface Part {
  /** As a sentence begins with it. */
  label: string;
  /** Without it nothing can be served: a process that does not reach it is not ready. */
  isVital: boolean;
  /** Resolves with how it is; throws when it does not answer. */
  ask: () => Promise<PartState>;
}

/** What the product stands on. Names and states alone leave this process: no addresses, versions or reasons. */
export const PARTS: Record<PartName, Part> = {
  database: {
    label: "The database",
    isVital: true,
    ask: async () => {
      await Promise.all([pool("cai_app").sql`select 1`, pool("cai_system").sql`select 1`]);
      return "ready";
    },
  },
  object_store: {
    label: "The object store",
    isVital: true,
    ask: async () => {
      const { files, archive } = objectStores();
      await Promise.all([files.health(), archive.health()]);
      return "ready";
    },
  },
  jobs: { label: "The jobs", isVital: false, ask: askJobs },
  vectors: {
    label: "The index of similar estimates",
    isVital: false,
    ask: async () => {
      await openIndex().present();
      return "ready";
    },
  },
  mail: { label: "The mail server", isVital: false, ask: askMailServer },
};
