import { getTranslations } from "next-intl/server";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { publicPlans } from "./public-plans.ts";

/** What the smallest plan gives for nothing, as the table of plans has it this month; nothing while that cannot be read. */
export async function FreePlan() {
  const t = await getTranslations("landing");
  const free = (await publicPlans()).find(({ monthly_price: { amount } }) => Number(amount) === 0);
  if (!free) return null;
  return t("free", {
    files: formatCount(free.file_limit),
    storage: formatBytes(free.storage_limit),
    calls: formatCount(free.api_calls_limit),
  });
}
