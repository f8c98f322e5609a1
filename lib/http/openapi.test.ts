import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GET } from "../../app/api/openapi.json/route.ts";
import { generatedRoutes } from "../../scripts/generate-routes.ts";
import { declaredMethods } from "./declared-methods.ts";
import { openApiDocument } from "./openapi.ts";
import { ROUTE_MODULES } from "./routes.generated.ts";

const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(
    z.looseObject({
      name: z.string().optional(),
      in: z.string().optional(),
      required: z.boolean().optional(),
    }),
  ),
  responses: z.record(z.string(), z.looseObject({})),
});
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
const paths = async () => Document.parse(await openApiDocument()).paths;

describe("the API description", () => {
  it("is made from every route file: run `npm run generate:routes` when this fails", async () => {
    expect(await readFile("lib/http/routes.generated.ts", "utf8")).toBe(await generatedRoutes());
  });

  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(await openApiDocument()));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("is found invalid when a required part is missing", async () => {
    const { info: _info, ...rest } = structuredClone(await openApiDocument());
    expect((await new Validator().validate(rest)).valid).toBe(false);
  });

  it("refers only to what it holds", async () => {
    const document = await openApiDocument();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(references.length).toBeGreaterThan(0);
    for (const reference of new Set(references)) {
      const found = reference
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>(
          (node, key) =>
            typeof node === "object" && node !== null
              ? Object.entries(node).find(([name]) => name === key)?.[1]
              : undefined,
          document,
        );
      expect(found, reference).toBeDefined();
    }
  });

  it("has one operation for each declared method, with names of their own", async () => {
    const declared = await Promise.all(
      Object.entries(ROUTE_MODULES).map(async ([pattern, load]) =>
        declaredMethods(await load()).map(({ method }) => `${method} ${pattern}`),
      ),
    );
    const described = Object.entries(await paths()).flatMap(([pattern, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${pattern}`),
    );
    expect(described.sort()).toEqual(declared.flat().sort());
    const ids = Object.values(await paths()).flatMap((operations) =>
      Object.values(operations).map((o) => o.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names each placeholder of an address as a required path parameter, and nothing else", async () => {
    for (const [pattern, operations] of Object.entries(await paths())) {
      const placeholders = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(operations)) {
        const named = operation.parameters.filter((p) => p.in === "path");
        expect(
          named.map((p) => p.name),
          pattern,
        ).toEqual(placeholders);
        expect(
          named.every((p) => p.required),
          pattern,
        ).toBe(true);
      }
    }
  });

  it("states credentials and problems as the wrapper enforces them", async () => {
    const all = await paths();
    expect(all["/api/files"]?.get).toMatchObject({
      security: [{ apiKey: [] }, { session: [] }],
      parameters: [
        { $ref: "#/components/parameters/TenantId" },
        { name: "skip", in: "query", required: false },
        {},
        {},
        { name: "storage_tier", in: "query", required: false },
        {},
        {},
        { name: "project_id", in: "query", required: false },
        { name: "from", in: "query", required: false },
        { name: "to", in: "query", required: false },
        { name: "sha256", in: "query", required: false },
        { name: "needs", in: "query", required: false },
        { name: "versions", in: "query", required: false },
        {},
      ],
    });
    expect(Object.keys(all["/api/files"]?.post?.responses ?? {})).toEqual([
      "201",
      "400",
      "401",
      "403",
      "404",
      "409",
      "413",
      "415",
      "422",
      "default",
    ]);
    expect(all["/api/files/{id}/download"]?.get?.responses["200"]?.content).toHaveProperty([
      "application/octet-stream",
    ]);
    expect(all["/api/price-books/{id}/export"]?.get?.responses["200"]?.content).toHaveProperty(["text/csv"]);
    expect(all["/api/tenant"]?.get?.security).toEqual([{}, { apiKey: [] }, { session: [] }]);
    expect(all["/api/admin/tenants"]?.post?.security).toEqual([{ operator: [] }, { operatorSession: [] }]);
    expect(all["/api/health/live"]?.get?.security).toEqual([{}]);
  });

  it("is served to anyone", async () => {
    const response = await GET(
      new Request("http://localhost:3000/api/openapi.json", { headers: { host: "localhost:3000" } }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
  });
});
