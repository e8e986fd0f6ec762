import { FolderKanban, Inbox, LayoutDashboard, ListChecks, Settings, Users, type LucideIcon } from "lucide-react";
import { paths } from "@/config/paths";
import { text } from "./messages/en";

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Addresses that start with this belong to it. */
  section: string;
  keys: string;
  /** It shows how many conversations wait. */
  counts?: boolean;
}

export const places: Place[] = [
  { href: paths.dashboard, label: text.dashboard, icon: LayoutDashboard, section: "/dashboard", keys: "g d" },
  { href: paths.myWork, label: text.myWork, icon: ListChecks, section: "/my-work", keys: "g m" },
  { href: paths.inbox, label: text.inbox, icon: Inbox, section: "/inbox", keys: "g i", counts: true },
  { href: paths.clients, label: text.clients, icon: Users, section: "/clients", keys: "g c" },
  { href: paths.projects, label: text.projects, icon: FolderKanban, section: "/projects", keys: "g p" },
];

export const settingsPlace: Place = {
  href: paths.settingsProfile,
  label: text.settings,
  icon: Settings,
  section: "/settings",
  keys: "g s",
};

export const isIn = (pathname: string, place: Place) =>
  pathname === place.section || pathname.startsWith(`${place.section}/`);

/** The own account and the platform are there without a workspace, too. */
export const needsNoWorkspace = (pathname: string) =>
  /^\/(settings\/(profile|security|data|appearance)$|workspaces\/new$|admin\/)/.test(pathname);
