import type { ReactNode } from "react";
import { Words } from "#components/i18n/words.tsx";

/** The words of both pages: the question, and the answer to a printed address. */
export default function VerifyLayout({ children }: { children: ReactNode }) {
  return <Words areas={["issuing"]}>{children}</Words>;
}
