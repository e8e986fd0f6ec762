"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  CircleDot,
  FolderKanban,
  FolderPlus,
  Keyboard,
  ListPlus,
  Lock,
  MessageCircle,
  MessagesSquare,
  PenLine,
  Settings,
  UserPlus,
  UserRound,
  Users,
  type LucideIcon,
} from "lucide-react";
import { paths } from "@/config/paths";
import { api, one, type Schemas } from "@/lib/api/client";
import { keys } from "@/lib/data/keys";
import { useDebounced } from "@/lib/use-debounced";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { places } from "../navigation";

/** A piece of text, and whether it is what was searched for. */
export interface Part {
  text: string;
  hit: boolean;
}

export interface PaletteItem {
  id: string;
  group: string;
  label: string;
  note?: string;
  /** The label in pieces, where words of it were searched for. */
  parts?: Part[];
  /** The text around the words that were found. */
  excerpt?: Part[];
  icon: LucideIcon;
  href?: string;
  run?: () => void;
}

const found = 20;
const suggested = 8;
const shortest = 2;
/** What suggestions and search both take. */
export const longest = 100;

/** Every word has to occur somewhere in the label. */
export function matches(label: string, words: string): boolean {
  const haystack = label.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

type Hit = Schemas["SearchHit"];
type Suggestion = Schemas["Suggestion"];

/** What was typed is marked where the name begins with it. */
export function begin(title: string, words: string): Part[] {
  const hit = title.toLocaleLowerCase().startsWith(words.toLocaleLowerCase()) ? words.length : 0;
  return [
    { text: title.slice(0, hit), hit: true },
    { text: title.slice(hit), hit: false },
  ].filter((part) => part.text !== "");
}

const hitOf = (suggestion: Suggestion, words: string): Hit => ({
  ...suggestion,
  title: begin(suggestion.title, words),
  excerpt: [],
  conversation_id: null,
  visibility: null,
  updated_at: "",
});

/** What begins with the words first, then what else was found, each once and by kind. */
export function arrange(suggestions: PaletteItem[], hits: PaletteItem[]): PaletteItem[] {
  const known = new Set(suggestions.map(({ id }) => id));
  const all = [...suggestions, ...hits.filter(({ id }) => !known.has(id))];
  const groups = [...new Set(all.map(({ group }) => group))];
  return groups.flatMap((group) => all.filter((item) => item.group === group));
}

function itemOf(hit: Hit): PaletteItem {
  const parts = hit.title as Part[];
  const excerpt = hit.excerpt as Part[];
  const label = parts.map((part) => part.text).join("");
  const shared = { id: `${hit.type}-${hit.id}`, label, parts, excerpt: excerpt.length > 0 ? excerpt : undefined };
  const { palette } = text;
  switch (hit.type) {
    case "client":
      return { ...shared, group: palette.clients, icon: Users, href: paths.client(hit.id) };
    case "contact":
      return {
        ...shared,
        group: palette.people,
        note: hit.client_name ?? undefined,
        icon: UserRound,
        href: paths.client(hit.client_id ?? ""),
      };
    case "project":
      return {
        ...shared,
        group: palette.projects,
        note: hit.client_name ?? undefined,
        icon: FolderKanban,
        href: paths.projectBoard(hit.id),
      };
    case "task":
      return {
        ...shared,
        group: palette.tasks,
        note: hit.project_name ?? undefined,
        icon: CircleDot,
        href: paths.task(hit.project_id ?? "", hit.id),
      };
    case "conversation":
      return {
        ...shared,
        group: palette.conversations,
        note: hit.client_name ?? undefined,
        icon: MessagesSquare,
        href: paths.conversation(hit.id),
      };
    case "message":
      return {
        ...shared,
        group: palette.messages,
        note: hit.client_name ?? undefined,
        // A note for the team must not look like something that was sent.
        icon: hit.visibility === "internal" ? Lock : MessageCircle,
        href: paths.conversation(hit.conversation_id ?? ""),
      };
  }
}

/**
 * What the palette offers for these words: pages and actions, then names that begin with
 * them, at each key, then what the search finds, once the typing pauses.
 */
export function usePaletteItems(words: string): { items: PaletteItem[]; searching: boolean } {
  const open = useUi((state) => state.open);
  const settled = useDebounced(words.trim(), 200);
  const enabled = settled.length >= shortest;

  const typed = useDebounced(words.trim(), 60);
  const suggest = useQuery({
    enabled: typed !== "",
    placeholderData: keepPreviousData,
    staleTime: 5000,
    queryKey: keys.suggest(typed),
    queryFn: async ({ signal }) =>
      (await one(api.GET("/search/suggest", { params: { query: { q: typed, limit: suggested } }, signal }))).map(
        (suggestion) => itemOf(hitOf(suggestion, typed)),
      ),
  });

  const search = useQuery({
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 5000,
    queryKey: keys.search(settled),
    queryFn: ({ signal }) => one(api.GET("/search", { params: { query: { q: settled, limit: found } }, signal })),
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
    {
      id: "new-conversation",
      group: actions,
      label: text.newConversation,
      icon: PenLine,
      run: () => open("new-conversation"),
    },
    { id: "shortcuts", group: actions, label: text.shortcuts, icon: Keyboard, run: () => open("shortcuts") },
  ];

  const trimmed = words.trim();
  const remote = arrange(trimmed ? (suggest.data ?? []) : [], enabled ? (search.data ?? []).map(itemOf) : []);

  return {
    items: [...fixed.filter(({ label }) => !trimmed || matches(label, trimmed)), ...remote],
    searching:
      trimmed !== "" &&
      (typed !== trimmed ||
        suggest.isFetching ||
        (trimmed.length >= shortest && (settled !== trimmed || search.isFetching))),
  };
}
