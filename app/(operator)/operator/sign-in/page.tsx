import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Words } from "#components/i18n/words.tsx";
import { OperatorSignInForm } from "#components/operator/sign-in-form.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { operatorPage } from "../../operator.ts";

export const metadata: Metadata = { title: "Operator sign-in" };

export default async function OperatorSignInPage() {
  const { operator, anyAccount } = await operatorPage();
  if (operator) redirect("/operator");
  return (
    <Words areas={["account", "auth"]}>
      <AuthLayout
        title="Operator sign-in"
        description="For the people who run this installation."
        footer="A session ends after eight hours."
      >
        {anyAccount ? (
          <OperatorSignInForm />
        ) : (
          <Callout title="There is no operator yet">
            <p>Make the first one on the machine, where this installation lies:</p>
            <pre className="mt-2 whitespace-pre-wrap break-words text-sm">
              npm run operator -- create --email you@example.com --name "Your name"
            </pre>
            <p className="mt-2">It prints a password for the first sign-in here.</p>
          </Callout>
        )}
      </AuthLayout>
    </Words>
  );
}
