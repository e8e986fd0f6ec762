"use client";

import dynamic from "next/dynamic";
import { useUi } from "@/stores/ui";

const NewClient = dynamic(() => import("@/features/clients").then((part) => part.NewClientSheet), { ssr: false });
const NewProject = dynamic(() => import("@/features/projects").then((part) => part.NewProjectSheet), { ssr: false });
const NewTask = dynamic(() => import("@/features/dashboard").then((part) => part.NewTaskDialog), { ssr: false });
const NewConversation = dynamic(() => import("@/features/inbox").then((part) => part.NewConversationDialog), {
  ssr: false,
});

/** What can be made from anywhere; each part is loaded when it is first asked for. */
export function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  if (dialog === "new-client") return <NewClient />;
  if (dialog === "new-project") return <NewProject />;
  if (dialog === "new-task") return <NewTask />;
  if (dialog === "new-conversation") return <NewConversation />;
  return null;
}
