/** What the index keeps beside a vector, to filter by. Also sent to Qdrant as it stands here. */
export interface IndexPayload {
  project_id: string | null;
  location: string;
  /** The place of the table of places; null: not in it. */
  place: string | null;
  /** Money per hour. */
  labor_rate: number;
  equipment_rate: number;
  currency: string;
  floor_area_m2: number | null;
  cost_per_m2: number | null;
  /** kg of CO2e. */
  carbon_per_m2: number | null;
  /** Share of the cost by IFC class, 0..1. */
  classes: Record<string, number>;
  /** Ids of the catalogue. */
  materials: string[];
  /** ISO 8601, UTC. */
  created_at: string;
}

export interface IndexPoint {
  /** The estimate's UUID. */
  id: string;
  /** Unit vector of `DIMENSIONS`. */
  vector: Float32Array;
  /** Of what was embedded and of the payload: tells what the index holds from what it should. */
  hash: string;
  payload: IndexPayload;
}

/** All given conditions hold together; bounds are inclusive. */
export interface IndexFilter {
  projectIds?: string[];
  excludeProjectIds?: string[];
  place?: string;
  /** All of them. */
  materials?: string[];
  /** At least one of them. */
  classes?: string[];
  floorAreaM2?: { min?: number; max?: number };
  /** ISO 8601. */
  createdAt?: { from?: string; to?: string };
  excludeIds?: string[];
}

export interface SearchOptions {
  limit: number;
  filter?: IndexFilter;
  /** Cosine; what is below it is left out. */
  scoreThreshold?: number;
}

export interface Hit {
  id: string;
  /** Cosine, −1..1. */
  score: number;
}

/**
 * The index of one tenant and of vectors of one model: every question and every change is bound to both when the handle
 * is made, so that none can be asked without. All reject with `SearchUnavailable` while the index is away.
 */
export interface TenantIndex {
  /** A point that is there is replaced. On disk when it resolves. */
  upsert(points: readonly IndexPoint[]): Promise<void>;
  /** From every generation, whatever model it was made by. */
  remove(ids: readonly string[]): Promise<void>;
  removeAll(): Promise<void>;
  /** Most similar first; equal ones by id. */
  search(vector: Float32Array, options: SearchOptions): Promise<Hit[]>;
  count(): Promise<number>;
  /** What is there, by id, page by page: a page's last id begins the next. */
  entries(after: string | null, limit: number): Promise<{ id: string; hash: string }[]>;
}

/** A form of the index. A generation is one collection (or file) of points; the present one answers. */
export interface VectorIndex {
  readonly kind: "embedded" | "qdrant";
  /** Makes what is missing; the present generation's name. What was damaged is gone and a new generation in its place. */
  ensure(): Promise<string>;
  /** Of the present generation, or of a named one. */
  tenant(tenantId: string, model: string, generation?: string): TenantIndex;
  /** Name of the present generation, as it is now. */
  present(): Promise<string>;
  /** An empty generation beside the present one. */
  create(): Promise<string>;
  /** The named generation answers from now on; the others go. */
  promote(generation: string): Promise<void>;
  /** Drops every generation but the present one and `keep`. */
  discard(keep?: string): Promise<void>;
  health(): Promise<IndexHealth>;
  close(): Promise<void>;
}

export interface IndexHealth {
  generation: string;
  points: number;
}
