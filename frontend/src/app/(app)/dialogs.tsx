"use client";

import { later } from "@/lib/later";
import { useUi } from "@/stores/ui";

const NewClient = later(() => import("@/features/clients").then((part) => part.NewClientSheet));
const NewProject = later(() => import("@/features/projects").then((part) => part.NewProjectSheet));
const NewTask = later(() => import("@/features/dashboard").then((part) => part.NewTaskDialog));
const NewConversation = later(() => import("@/features/inbox").then((part) => part.NewConversationDialog));

/** What can be made from anywhere; each part is loaded when it is first asked for. */
export function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  if (dialog === "new-client") return <NewClient />;
  if (dialog === "new-project") return <NewProject />;
  if (dialog === "new-task") return <NewTask />;
  if (dialog === "new-conversation") return <NewConversation />;
  return null;
}
