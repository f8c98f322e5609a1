import type { Metadata } from "next";
import { Card, CardBody } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { confirmationWays } from "#lib/auth/confirm-identity.ts";
import { memberCtx } from "../../../caller.ts";
import { confirm } from "./actions.ts";
import { ConfirmHere } from "./confirm-here.tsx";

export const metadata: Metadata = { title: "Confirm that it is you" };

/** Where a form that works without scripts sends people whose sensitive change has to be confirmed. */
export default async function ConfirmPage() {
  const ways = await confirmationWays(await memberCtx());
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeader
        title="Confirm that it is you"
        description="Then go back and repeat what you were about to do. You are not asked again for 15 minutes."
      />
      <Card>
        <CardBody className="max-w-sm pt-4">
          <ConfirmHere ways={ways} confirm={confirm} />
        </CardBody>
      </Card>
    </div>
  );
}
