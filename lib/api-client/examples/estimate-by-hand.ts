import type { ApiClient } from "../index.ts";

/** Prices quantities that come from elsewhere; returns cost and carbon. Money is decimal text. */
export async function estimateByHand(client: ApiClient) {
  const { data: created, error } = await client.POST("/api/cost-estimates", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: {
      materials: { concrete: { quantity: 120, unit: "m3" } },
      location: "Berlin",
      labor_rate: 48,
      equipment_rate: 75,
    },
  });
  if (!created) throw new Error(error.detail);
  const estimate = await client.GET("/api/cost-estimates/{id}", { params: { path: { id: created.id } } });
  if (!estimate.data) throw new Error(estimate.error.detail);
  const { cost, carbon } = estimate.data;
  return { cost, carbon };
}
