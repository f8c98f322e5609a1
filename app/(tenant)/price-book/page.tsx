import type { Metadata } from "next";
import { requireMember } from "../../caller.ts";
import { PriceBook } from "./price-book.tsx";

export const metadata: Metadata = { title: "Price book" };

export default async function PriceBookPage() {
  const { user } = await requireMember();
  return <PriceBook role={user.role} />;
}
