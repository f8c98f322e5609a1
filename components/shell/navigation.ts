import {
  BookOpen,
  Calculator,
  ChartColumn,
  Files,
  FolderKanban,
  LayoutDashboard,
  Leaf,
  type LucideIcon,
  ReceiptText,
  ScanSearch,
  Settings,
} from "lucide-react";
import type { Role } from "./types.ts";

export interface NavItem {
  href: string;
  /** Its text in the area `shell`, below `navigation`. */
  name:
    | "dashboard"
    | "projects"
    | "files"
    | "estimates"
    | "similar"
    | "priceBook"
    | "epds"
    | "usage"
    | "invoices"
    | "settings";
  icon: LucideIcon;
  /** Keys that lead there, as shortcuts name them. */
  keys: string;
}

export interface NavGroup {
  name: "work" | "organisation";
  items: NavItem[];
}

const EVERYBODY: readonly Role[] = ["viewer", "editor", "admin"];

/** Sidebar, command palette and shortcuts are all made of this. */
const GROUPS: { name: NavGroup["name"]; items: (NavItem & { roles: readonly Role[] })[] }[] = [
  {
    name: "work",
    items: [
      { href: "/dashboard", name: "dashboard", icon: LayoutDashboard, keys: "g d", roles: EVERYBODY },
      { href: "/projects", name: "projects", icon: FolderKanban, keys: "g p", roles: EVERYBODY },
      { href: "/files", name: "files", icon: Files, keys: "g f", roles: EVERYBODY },
      { href: "/estimates", name: "estimates", icon: Calculator, keys: "g e", roles: EVERYBODY },
      { href: "/similar", name: "similar", icon: ScanSearch, keys: "g m", roles: EVERYBODY },
      { href: "/price-book", name: "priceBook", icon: BookOpen, keys: "g b", roles: EVERYBODY },
      { href: "/epds", name: "epds", icon: Leaf, keys: "g c", roles: EVERYBODY },
    ],
  },
  {
    name: "organisation",
    items: [
      { href: "/usage", name: "usage", icon: ChartColumn, keys: "g u", roles: EVERYBODY },
      { href: "/invoices", name: "invoices", icon: ReceiptText, keys: "g i", roles: ["admin"] },
      { href: "/settings", name: "settings", icon: Settings, keys: "g s", roles: EVERYBODY },
    ],
  },
];

/** What a role finds in the sidebar. It hides, it does not protect: every page asks for the role itself. */
export function navigationFor(role: Role): NavGroup[] {
  return GROUPS.map(({ name, items }) => ({
    name,
    items: items.filter((item) => item.roles.includes(role)),
  })).filter((group) => group.items.length > 0);
}

/** The entry that a path belongs to: the longest address that it starts with. */
export function activeHref(groups: readonly NavGroup[], path: string): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
