import { z } from "zod";

/** What a project is and how much stands in it. */
export const ProjectView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Only admins and the project's own members see it and what is in it. */
  is_restricted: z.boolean(),
  archived_at: z.string().nullable(),
  /** Its files stay hot whatever the rules of archival say. */
  keep_hot: z.boolean(),
  /** Neither it nor its files are deleted, archived or moved elsewhere. */
  legal_hold: z.boolean(),
  files: z.number(),
  estimates: z.number(),
  created_at: z.string(),
});

const ProjectPerson = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
});

export const ProjectDetail = ProjectView.extend({
  totals: z.object({
    files_by_status: z.record(z.string(), z.number()),
    /** Bytes of its files. */
    storage_bytes: z.number(),
    /** Of its complete estimates, a sum for each currency; decimal texts. */
    cost: z.array(
      z.object({
        currency: z.string(),
        low: z.string(),
        likely: z.string(),
        high: z.string(),
        estimates: z.number(),
      }),
    ),
    /** Sum over its estimates, kg CO2e. */
    carbon: z.object({ a1_a3_kg: z.number(), a1_a5_kg: z.number() }),
    /** Sum of the floor areas of estimates that have one, m². */
    floor_area_m2: z.number(),
  }),
  /** Who sees a restricted project besides the admins; null: everybody does. */
  people: z.array(ProjectPerson).nullable(),
});

interface Counted {
  id: string;
  name: string;
  description: string;
  isRestricted: boolean;
  archivedAt: Date | null;
  keepHot: boolean;
  legalHold: boolean;
  createdAt: Date;
  files: number;
  estimates: number;
}

export function presentProject(project: Counted): z.input<typeof ProjectView> {
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    is_restricted: project.isRestricted,
    archived_at: project.archivedAt?.toISOString() ?? null,
    keep_hot: project.keepHot,
    legal_hold: project.legalHold,
    files: project.files,
    estimates: project.estimates,
    created_at: project.createdAt.toISOString(),
  };
}
