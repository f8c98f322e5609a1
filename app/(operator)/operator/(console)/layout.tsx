import type { ReactNode } from "react";
import { OperatorShell } from "#components/operator/operator-shell.tsx";
import { requireOperator } from "../../operator.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireOperator();
  return <OperatorShell>{children}</OperatorShell>;
}
