"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { handleKey, useShortcuts, type Shortcut } from "@/lib/keys";
import { toggleRail } from "@/stores/rail";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { places, settingsPlace } from "../navigation";

/** The keys that work on every page. */
export function useGlobalKeys() {
  const router = useRouter();
  const open = useUi((state) => state.open);
  const { go, make, general } = text.groups;

  const goTo = [...places, settingsPlace].map(({ keys, label, href }): Shortcut => ({
    keys,
    label,
    group: go,
    run: () => router.push(href),
  }));
  useShortcuts([
    { keys: "mod+k", label: text.search, group: general, run: () => open("palette") },
    { keys: "/", label: text.palette.title, group: general, run: () => open("palette") },
    { keys: "?", label: text.shortcuts, group: general, run: () => open("shortcuts") },
    { keys: "mod+b", label: text.sidebar, group: general, run: toggleRail },
    ...goTo,
    { keys: "n t", label: text.newTask, group: make, run: () => open("new-task") },
    { keys: "n p", label: text.newProject, group: make, run: () => open("new-project") },
    { keys: "n m", label: text.newConversation, group: make, run: () => open("new-conversation") },
    { keys: "n c", label: text.newClient, group: make, run: () => open("new-client") },
  ]);

  useEffect(() => {
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
}
