import { fieldsOf, type Schema, typeLabel } from "#lib/http/reference/example.ts";

const DEEPEST = 4;

/** The fields of a schema, one below the other, those of objects inside it indented. */
export function Fields({ schema, depth = 0 }: { schema: Schema; depth?: number }) {
  const fields = fieldsOf(schema);
  if (fields.length === 0)
    return depth === 0 ? <p className="text-ink-2 text-sm">{typeLabel(schema)}</p> : null;
  return (
    <ul className={depth === 0 ? "grid gap-1.5" : "mt-1.5 grid gap-1.5 border-line border-l pl-3"}>
      {fields.map(({ name, schema: field, required }) => (
        <li key={name} className="min-w-0 text-sm">
          <Name name={name} type={typeLabel(field)} required={required} description={field.description} />
          {depth < DEEPEST && <Fields schema={field} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}

/** A field or parameter in one line. */
export function Name({
  name,
  type,
  required,
  description,
}: {
  name: string;
  type: string;
  required: boolean;
  description?: unknown;
}) {
  return (
    <p className="break-words">
      <code className="font-medium font-mono">{name}</code> <span className="text-ink-3">{type}</span>
      {required && <span className="text-ink-2"> · required</span>}
      {typeof description === "string" && <span className="block text-ink-2">{description}</span>}
    </p>
  );
}
