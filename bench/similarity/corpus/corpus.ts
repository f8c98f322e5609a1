import { chooseFor, type Latent } from "./bill.ts";
import { type CorpusEstimate, drawEstimate, LAST_DAY, memberOf } from "./draw.ts";
import { type Family, familiesOf, freshLatent, type Tenant, tenantsOf } from "./families.ts";
import { type Grade, gradeOf, RELEVANT } from "./grade.ts";
import { Random } from "./random.ts";

/** The seed that is reported on. A ranker is tuned on other seeds only. */
export const FROZEN_SEED = 20261128;
export const TUNING_SEED = 7;

export const PER_TENANT = 1010;
export const QUERIES_PER_TENANT = 10;
/** Buildings of no family, a tenth of all. */
const SINGLES = 0.1;
/** Every query has at least as many relevant estimates, so that figures at 10 are well defined. */
const LEAST_RELEVANT = 10;

export interface Query {
  /** The estimate that is asked about; it is none of the tenant's. */
  estimate: CorpusEstimate;
  half: "tuning" | "held out";
  /** Grades of the tenant's estimates, in their order. */
  grades: Grade[];
}

export interface TenantCorpus {
  id: string;
  estimates: CorpusEstimate[];
  queries: Query[];
}

/** Truth beside the corpus: for the check that the corpus can be decided, never for a search. */
export interface Truth {
  estimates: Latent[];
  queries: Latent[];
}

export interface Corpus {
  seed: number;
  tenants: TenantCorpus[];
  truth: Truth[];
}

/** The whole corpus of a seed: the same on every machine, byte for byte. */
export function makeCorpus(seed: number): Corpus {
  const tenants = tenantsOf(new Random(seed, "tenants"));
  const made = tenants.map((tenant) => makeTenant(seed, tenant));
  return { seed, tenants: made.map(({ corpus }) => corpus), truth: made.map(({ truth }) => truth) };
}

function makeTenant(seed: number, tenant: Tenant): { corpus: TenantCorpus; truth: Truth } {
  const random = new Random(seed, `tenant ${tenant.index}`);
  const families = familiesOf(tenant, random);
  const latents: Latent[] = [];
  const estimates: CorpusEstimate[] = [];
  const shares = families.map((family) => [family, family.weight] as const);
  for (let i = 0; i < PER_TENANT; i++) {
    const family = random.chance(SINGLES) ? null : random.weighted(shares);
    const latent = family ? memberOf(family.centre, random) : freshLatent(tenant, random);
    const choices = family?.choices ?? chooseFor(latent, random);
    latents.push(latent);
    estimates.push(
      drawEstimate(latent, choices, random, {
        languages: tenant.languages,
        city: family?.city ?? null,
        createdAt: null,
      }),
    );
  }
  const asked = askedOf(tenant, families, latents, new Random(seed, `queries ${tenant.index}`));
  return {
    corpus: { id: tenant.id, estimates, queries: asked.map(({ query }) => query) },
    truth: { estimates: latents, queries: asked.map(({ latent }) => latent) },
  };
}

/** Ten new buildings of ten families: half are asked about today, half are like an old estimate. */
function askedOf(tenant: Tenant, families: Family[], latents: Latent[], random: Random) {
  const out: { query: Query; latent: Latent }[] = [];
  for (const family of random.shuffled(families)) {
    if (out.length === QUERIES_PER_TENANT) break;
    const latent = memberOf(family.centre, random);
    const grades = latents.map((other) => gradeOf(latent, other));
    const estimate = drawEstimate(latent, family.choices, random, {
      languages: tenant.languages,
      city: family.city,
      createdAt: random.chance(0.5) ? LAST_DAY : null,
    });
    if (grades.filter((grade) => grade >= RELEVANT).length < LEAST_RELEVANT) continue;
    const half = out.length % 2 === 0 ? "tuning" : "held out";
    out.push({ query: { estimate, half, grades }, latent });
  }
  if (out.length < QUERIES_PER_TENANT) throw new Error(`Tenant ${tenant.index} has too few queries`);
  return out;
}
