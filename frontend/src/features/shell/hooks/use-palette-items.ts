"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  CircleDot,
  FolderKanban,
  FolderPlus,
  Keyboard,
  ListPlus,
  Settings,
  UserPlus,
  Users,
  type LucideIcon,
} from "lucide-react";
import { paths } from "@/config/paths";
import { api, one } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { useDebounced } from "@/lib/use-debounced";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { places } from "../navigation";

export interface PaletteItem {
  id: string;
  group: string;
  label: string;
  note?: string;
  icon: LucideIcon;
  href?: string;
  run?: () => void;
}

const found = 5;
const shortest = 2;

/** Every word has to occur somewhere in the label. */
export function matches(label: string, words: string): boolean {
  const haystack = label.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** What the palette offers for these words: pages and actions, then what the server finds. */
export function usePaletteItems(words: string): { items: PaletteItem[]; searching: boolean } {
  const open = useUi((state) => state.open);
  const settled = useDebounced(words.trim(), 200);
  const enabled = settled.length >= shortest;

  const options = { enabled, placeholderData: keepPreviousData, staleTime: 5000 };
  const query = { q: settled, limit: found };
  const clients = useQuery({
    ...options,
    queryKey: keys.clients.list({ palette: settled }),
    queryFn: ({ signal }) => one(api.GET("/clients", { params: { query }, signal })),
  });
  const projects = useQuery({
    ...options,
    queryKey: keys.projects.list({ palette: settled }),
    queryFn: ({ signal }) => one(api.GET("/projects", { params: { query }, signal })),
  });
  const tasks = useQuery({
    ...options,
    queryKey: [...keys.tasks.lists, { palette: settled }],
    queryFn: ({ signal }) => one(api.GET("/tasks", { params: { query }, signal })),
  });

  const { pages, actions } = text.palette;
  const fixed: PaletteItem[] = [
    ...places.map(({ href, label, icon }) => ({ id: href, group: pages, label, icon, href })),
    ...[
      { label: text.profile, href: paths.settingsProfile },
      { label: text.workspaceSettings, href: paths.settingsWorkspace },
      { label: text.appearance, href: paths.settingsAppearance },
    ].map(({ label, href }) => ({ id: href, group: pages, label, note: text.settings, icon: Settings, href })),
    { id: "new-task", group: actions, label: text.newTask, icon: ListPlus, run: () => open("new-task") },
    { id: "new-project", group: actions, label: text.newProject, icon: FolderPlus, run: () => open("new-project") },
    { id: "new-client", group: actions, label: text.newClient, icon: UserPlus, run: () => open("new-client") },
    { id: "shortcuts", group: actions, label: text.shortcuts, icon: Keyboard, run: () => open("shortcuts") },
  ];

  const remote: PaletteItem[] = enabled
    ? [
        ...(clients.data ?? []).map(({ id, name }) => ({
          id,
          group: text.palette.clients,
          label: name,
          icon: Users,
          href: paths.client(id),
        })),
        ...(projects.data ?? []).map(({ id, name, client_name }) => ({
          id,
          group: text.palette.projects,
          label: name,
          note: client_name ?? undefined,
          icon: FolderKanban,
          href: paths.projectBoard(id),
        })),
        ...(tasks.data ?? []).map(({ id, title, project_id, number }) => ({
          id,
          group: text.palette.tasks,
          label: title,
          note: `#${number}`,
          icon: CircleDot,
          href: paths.task(project_id, id),
        })),
      ]
    : [];

  const trimmed = words.trim();
  return {
    items: [...fixed.filter(({ label }) => !trimmed || matches(label, trimmed)), ...remote],
    searching: trimmed.length >= shortest && (settled !== trimmed || tasks.isFetching || projects.isFetching),
  };
}
