"use client";
import Link from "next/link";
import { formatDateTime, formatFine } from "#components/format/time.ts";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { rowLink } from "#components/ui/data-table.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import type { SpanAnswer } from "../answers.ts";

/** What one span says of itself. */
export function SpanDrawer({ span, onClose }: { span: SpanAnswer | null; onClose: () => void }) {
  return (
    <Drawer
      open={span !== null}
      onClose={onClose}
      title={span?.name ?? ""}
      description={span && `${formatFine(span.duration_ms)}, ${STATUS[span.status]}`}
    >
      {span && (
        <>
          <DataList
            items={[
              { key: "process", term: "Process", value: `${span.service}, ${span.kind}` },
              {
                key: "began",
                term: "Began",
                value: `${formatDateTime(span.started_at)}, ${formatFine(span.offset_ms)} into the trace`,
              },
              { key: "id", term: "Span id", value: <Copyable value={span.span_id} label="Copy span id" /> },
            ]}
          />
          <Attributes title="Attributes" attributes={span.attributes} />
          {span.events.map((event, index) => (
            <Attributes
              // Events have no ids, and their order never changes.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              title={event.name}
              attributes={event.attributes}
            />
          ))}
          {span.links.length > 0 && <Links links={span.links} />}
        </>
      )}
    </Drawer>
  );
}

const STATUS: Record<SpanAnswer["status"], string> = { unset: "went well", ok: "went well", error: "failed" };

function Attributes({ title, attributes }: { title: string; attributes: SpanAnswer["attributes"] }) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{title}</h3>
      <DataList
        items={names.map((name) => ({
          key: name,
          term: <code className="font-mono text-sm">{name}</code>,
          value: (
            <span className="whitespace-pre-wrap break-words font-mono text-sm">
              {valueText(attributes[name])}
            </span>
          ),
        }))}
      />
    </section>
  );
}

const valueText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function Links({ links }: { links: SpanAnswer["links"] }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">Caused by</h3>
      <ul>
        {links.map((link) => (
          <li key={`${link.trace_id} ${link.span_id}`}>
            <Link className={rowLink} href={`/operator/traces/${link.trace_id}`}>
              <code className="break-all font-mono text-sm">{link.trace_id}</code>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
