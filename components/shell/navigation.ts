import {
  BookOpen,
  Calculator,
  ChartColumn,
  Files,
  FolderKanban,
  LayoutDashboard,
  type LucideIcon,
  ReceiptText,
  ScanSearch,
  Settings,
} from "lucide-react";
import type { Role } from "./types.ts";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

export interface NavGroup {
  label: string;
  items: NavItem[];
}

const GROUPS: { label: string; items: (NavItem & { roles: readonly Role[] })[] }[] = [
  {
    label: "Work",
    items: [
      { href: "/dashboard", label: "Dashboard", icon: LayoutDashboard, roles: ["viewer", "editor", "admin"] },
      { href: "/projects", label: "Projects", icon: FolderKanban, roles: ["viewer", "editor", "admin"] },
      { href: "/files", label: "Files", icon: Files, roles: ["viewer", "editor", "admin"] },
      { href: "/estimates", label: "Estimates", icon: Calculator, roles: ["viewer", "editor", "admin"] },
      {
        href: "/similar",
        label: "Similar estimates",
        icon: ScanSearch,
        roles: ["viewer", "editor", "admin"],
      },
      { href: "/price-book", label: "Price book", icon: BookOpen, roles: ["viewer", "editor", "admin"] },
    ],
  },
  {
    label: "Organisation",
    items: [
      { href: "/usage", label: "Usage", icon: ChartColumn, roles: ["viewer", "editor", "admin"] },
      { href: "/invoices", label: "Invoices", icon: ReceiptText, roles: ["admin"] },
      { href: "/settings", label: "Settings", icon: Settings, roles: ["viewer", "editor", "admin"] },
    ],
  },
];

/** What a role finds in the sidebar. It hides, it does not protect: every page asks for the role itself. */
export function navigationFor(role: Role): NavGroup[] {
  return GROUPS.map((group) => ({
    label: group.label,
    items: group.items.filter((item) => item.roles.includes(role)),
  })).filter((group) => group.items.length > 0);
}

/** The entry that a path belongs to: the longest address that it starts with. */
export function activeHref(groups: readonly NavGroup[], path: string): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
