import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { OperatorSignInForm } from "#components/operator/sign-in-form.tsx";
import { AuthLayout } from "#components/shell/auth-layout.tsx";
import { operatorPage } from "../../operator.ts";

export const metadata: Metadata = { title: "Operator sign-in" };

export default async function OperatorSignInPage() {
  const { signedIn } = await operatorPage();
  if (signedIn) redirect("/operator");
  return (
    <AuthLayout
      title="Operator sign-in"
      description="For the people who run this installation."
      footer="A session ends after eight hours, or when the token is changed."
    >
      <OperatorSignInForm />
    </AuthLayout>
  );
}
