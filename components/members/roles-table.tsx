import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MemberRole, roleOptions } from "./types.ts";

/** One line of what may be done, and the least role that may. */
export interface RolePermission {
  may: string;
  role: MemberRole;
}

/** What each role may do, to be read while choosing one. */
export function RolesTable({ permissions }: { permissions: readonly RolePermission[] }) {
  const t = useTranslations("members");
  const rank = (role: MemberRole) => roleOptions(t).findIndex(({ value }) => value === role);
  return (
    <details className="rounded-md border border-line">
      <summary className="cursor-pointer select-none px-3 py-2 font-medium text-sm touch:py-3.5">
        {t("rolesTable.whatEachRoleMayDo")}
      </summary>
      <table className="w-full border-line border-t text-sm">
        <caption className="sr-only">{t("rolesTable.roles")}</caption>
        <thead>
          <tr className="text-ink-3">
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              {t("rolesTable.may")}
            </th>
            {roleOptions(t).map(({ value, label }) => (
              <th key={value} scope="col" className="px-1.5 py-1.5 font-medium last:pr-3">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ may, role }) => (
            <tr key={may} className="align-top">
              <th scope="row" className="border-line border-t px-3 py-1.5 text-left font-normal">
                {may}
              </th>
              {roleOptions(t).map(({ value }) => {
                const allowed = rank(value) >= rank(role);
                const Icon = allowed ? Check : Minus;
                return (
                  <td key={value} className="border-line border-t px-1.5 py-1.5 text-center last:pr-3">
                    <Icon
                      role="img"
                      aria-label={allowed ? t("rolesTable.yes") : t("rolesTable.no")}
                      className={allowed ? "mx-auto size-4 text-ok" : "mx-auto size-4 text-ink-3"}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
