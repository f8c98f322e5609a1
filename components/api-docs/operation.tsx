import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { typeLabel } from "#lib/http/reference/example.ts";
import type { ApiOperation } from "#lib/http/reference/read.ts";
import { Code } from "./code.tsx";
import { Fields, Name } from "./fields.tsx";
import { TryOut } from "./try-out.tsx";

const TONES: Record<string, Tone> = { GET: "info", POST: "ok", DELETE: "bad" };

/** One operation of the API: what it takes, what it answers, how it is called, and a form to call it with. */
export function Operation({ operation, canTry }: { operation: ApiOperation; canTry: boolean }) {
  const { id, method, path, summary, description, parameters, body, responses } = operation;
  const [success, ...problems] = responses;
  return (
    <Card id={id} aria-label={`${method} ${path}`} className="scroll-mt-4">
      <CardHeader
        title={summary}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone={TONES[method] ?? "warn"}>{method}</Badge>
            <code className="break-all font-mono">{path}</code>
          </span>
        }
      />
      <CardBody className="grid gap-4">
        {description && <p className="text-ink-2 text-sm">{description}</p>}
        {parameters.length > 0 && (
          <Part title="Parameters">
            <ul className="grid gap-1.5 text-sm">
              {parameters.map((one) => (
                <li key={`${one.in} ${one.name}`}>
                  <Name
                    name={one.name}
                    type={`${one.in}, ${typeLabel(one.schema)}`}
                    required={one.required}
                    description={one.description ?? one.schema.description}
                  />
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body && (
          <Part title={`Body, ${body.media}`}>
            <Fields schema={body.schema} />
          </Part>
        )}
        {success && (
          <Part title={`Answer ${success.status}`}>
            {success.schema ? (
              <Fields schema={success.schema} />
            ) : (
              <p className="text-ink-2 text-sm">{success.description}</p>
            )}
          </Part>
        )}
        <Part title="Problems">
          <ul className="grid gap-1 text-sm">
            {problems.map(({ status, description }) => (
              <li key={status}>
                <code className="font-mono">{status === "default" ? "others" : status}</code>{" "}
                <span className="text-ink-2">{description}</span>
              </li>
            ))}
          </ul>
        </Part>
        <div className="grid gap-3 lg:grid-cols-2">
          <Code label={`curl, ${summary}`} text={operation.curl} />
          <Code label={`TypeScript, ${summary}`} text={operation.typescript} />
        </div>
        {canTry && (
          <details className="rounded-md border border-line px-3 py-2">
            <summary className="cursor-pointer font-medium text-sm touch:py-2.5">Try it: {summary}</summary>
            <div className="pt-3 pb-1">
              <TryOut
                method={method}
                path={path}
                parameters={parameters.map(({ name, in: where, required }) => ({
                  name,
                  in: where,
                  required,
                }))}
                body={
                  body && {
                    form: body.media === "multipart/form-data",
                    example: JSON.stringify(body.example, null, 2),
                  }
                }
              />
            </div>
          </details>
        )}
      </CardBody>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      {children}
    </div>
  );
}
