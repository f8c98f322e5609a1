import { describe, expect, it } from "vitest";

describe("an installation that names a model which is not there", () => {
  it("refuses to embed, in a sentence, rather than mix in another model's vectors", async () => {
    process.env.EMBEDDING_MODEL_PATH = "/nowhere/models";
    process.env.LOG_LEVEL = "silent";
    const { embed, embeddingModel } = await import("./embed.ts");
    for (const refused of [embeddingModel(), embed("a tenant", ["text"]), embeddingModel()])
      await expect(refused).rejects.toMatchObject({
        code: "embedding_unavailable",
        status: 503,
        message: expect.stringMatching(/^Texts cannot be compared just now: .+\.$/),
        cause: { message: expect.stringContaining("EMBEDDING_MODEL_PATH is /nowhere/models") },
      });
  });
});
