import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import Link from "next/link";
import { Code } from "#components/api-docs/code.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { apiReference } from "#lib/http/reference/read.ts";
import { pageHost } from "../../caller.ts";

export const metadata: Metadata = { title: "API reference" };

const EXAMPLES = [
  ["upload-in-parts.ts", "Upload in parts"],
  ["wait-for-analysis.ts", "Wait for the analysis"],
  ["estimate-by-hand.ts", "Estimate by hand"],
  ["read-usage.ts", "Read the usage"],
  ["verify-webhook.ts", "Verify a webhook"],
  ["main-flow.sh", "The same with curl"],
] as const;

export default async function ApiDocsPage() {
  const host = await pageHost();
  const tags = (await apiReference())
    .map(({ name, operations }) => ({
      name,
      operations: operations.filter((one) => host.kind === "root" || !one.forOperators),
    }))
    .filter(({ operations }) => operations.length > 0);
  const examples = await Promise.all(
    EXAMPLES.map(async ([file, label]) => ({
      label,
      text: await readFile(path.join(process.cwd(), "lib", "api-client", "examples", file), "utf8"),
    })),
  );
  return (
    <>
      <PageHeader
        title="API reference"
        description="Everything the pages do, programs can do as well: the same operations, by the same rules."
      />
      <Card>
        <CardHeader title="How to call it" />
        <CardBody>
          <ul className="grid list-disc gap-2 pl-5 text-ink-2">
            {RULES.map(([title, text]) => (
              <li key={title}>
                <strong className="font-medium text-ink">{title}</strong> {text}
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Operations" description="By what they are about." />
        <CardBody>
          <ul className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
            {tags.map(({ name, operations }) => (
              <li key={name}>
                <Link
                  href={`/docs/api/${name}`}
                  className="inline-block py-1 text-brand-text underline-offset-4 hover:underline touch:py-2.5"
                >
                  {name}
                </Link>{" "}
                <span className="text-ink-3 text-sm">
                  {operations.length === 1 ? "1 operation" : `${operations.length} operations`}
                </span>
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
      <Card>
        <CardHeader
          title="Examples"
          description="In TypeScript with a client typed from openapi.json, such as openapi-fetch; our own tests run these; and by curl."
        />
        <CardBody className="grid gap-3">
          {examples.map(({ label, text }) => (
            <Code key={label} label={label} text={text} />
          ))}
        </CardBody>
      </Card>
    </>
  );
}

const RULES = [
  [
    "Address and key.",
    "Call your organisation's own address with an API key as “Authorization: Bearer cai_…”. At the platform's address, name the organisation in X-Tenant-ID as well.",
  ],
  [
    "Problems.",
    "Every refusal is application/problem+json with a stable code for programs, a sentence for people and a trace id for support.",
  ],
  [
    "Once only.",
    "A POST that makes something takes an Idempotency-Key. Sent again within 24 hours with the same request, it makes nothing and gets the first answer, marked Idempotency-Replayed. With another request the key is refused (422); while the first is under way the answer is 409 with Retry-After. Links in a replayed answer may have ended: GET /api/files/{id}/parts gives new ones.",
  ],
  [
    "Limits.",
    "X-RateLimit-Limit, -Remaining and -Reset come with every call by key. After 429 or 503, wait as long as Retry-After says.",
  ],
  [
    "Versions.",
    "This is version 1. Fields, operations and codes are added without notice, so ignore what you do not know. Nothing is taken away or changes its meaning within a version: what is to go is marked deprecated here and in openapi.json at least six months before.",
  ],
] as const;
