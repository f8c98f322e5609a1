"use client";
import { Download, FileInput, Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { address } from "#components/data/address.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { BillAnswer } from "./answers.ts";
import { Comparison } from "./comparison.tsx";
import { useComparison, useReturns } from "./queries.ts";
import { ReturnsList } from "./returns-list.tsx";

const ReceiveDialog = later(
  async () => (await import("./receive-dialog.tsx")).ReceiveDialog,
  () => null,
);

/** The bill is sent out here, prices come back here, and stand side by side. */
export function Bidders({ bill, mayEdit }: { bill: BillAnswer; mayEdit: boolean }) {
  const t = useTranslations("bill");
  const locale = useLocale();
  const [receiving, setReceiving] = useState(false);
  const returns = useReturns(bill.estimate_id);
  const comparison = useComparison(bill.estimate_id);
  ReceiveDialog.useAtRest();
  const base = `/api/cost-estimates/${bill.estimate_id}/bill`;
  const workbook = (prices: string) =>
    address(`${base}/workbook`, { prices, classification: bill.classification, locale });
  const receive = mayEdit && (
    <Button variant="primary" onClick={() => setReceiving(true)}>
      <FileInput aria-hidden />
      {t("bidders.receive")}
    </Button>
  );
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <CardHeader
          title={t("bidders.sendTitle")}
          description={t("bidders.sendText")}
          actions={
            <>
              <Button asChild>
                <a href={workbook("none")} download>
                  <Download aria-hidden />
                  {t("bidders.send")}
                </a>
              </Button>
              <Button asChild variant="ghost">
                <a href={workbook("own")} download>
                  {t("bidders.sendOwn")}
                </a>
              </Button>
            </>
          }
        />
      </Card>
      <QueryView query={returns} loading={<LoadingRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState icon={Users} title={t("bidders.noneTitle")} action={receive}>
                {t("bidders.noneText")}
              </EmptyState>
            </Card>
          ) : (
            <>
              <QueryView query={comparison} loading={<LoadingRows rows={8} />}>
                {(data) => (
                  <Comparison
                    comparison={data}
                    actions={
                      <Button asChild>
                        <a href={address(`${base}/comparison/workbook`, { locale })} download>
                          <Download aria-hidden />
                          {t("comparison.export")}
                        </a>
                      </Button>
                    }
                  />
                )}
              </QueryView>
              <ReturnsList bill={bill} items={items} mayEdit={mayEdit} actions={receive} />
            </>
          )
        }
      </QueryView>
      {receiving && <ReceiveDialog bill={bill} onClose={() => setReceiving(false)} />}
    </div>
  );
}
