"use client";
import { useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { usePages } from "#components/data/queries.ts";
import type { InvoiceAnswer } from "./answers.ts";
import { InvoiceDialog } from "./invoice-dialog.tsx";
import { InvoicesTable, type Opened } from "./invoices-table.tsx";

/** The invoices of a query of the operators' list, with what can be done to each. `of`: all of one organisation. */
export function InvoiceList({ query, of }: { query: URLSearchParams; of?: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const invoices = usePages<InvoiceAnswer>(
    ["operator", "invoices", query.toString()],
    `/api/admin/invoices?${query}`,
  );
  return (
    <>
      <PagedList query={invoices} what="invoices">
        {({ items }) => (
          <InvoicesTable invoices={items} filtered={query.size > 0} of={of} onOpen={setOpened} />
        )}
      </PagedList>
      <InvoiceDialog opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}
