import type { QueryClient } from "@tanstack/react-query";
import { keys } from "@/lib/data/keys";
import { taskKeys } from "./keys";

/** What else shows something of a project's tasks is stale after a change. */
export function touchProject(client: QueryClient, projectId: string) {
  for (const queryKey of [keys.work, keys.projects.all, keys.tasks.lists]) {
    void client.invalidateQueries({ queryKey });
  }
  // Already right in the cache, but to be read again when it is shown next.
  void client.invalidateQueries({ queryKey: taskKeys.ofProject(projectId), refetchType: "none" });
}

/** The same for one task with its activity and history. */
export function touchTask(client: QueryClient, projectId: string, taskId: string) {
  void client.invalidateQueries({ queryKey: taskKeys.activity(taskId) });
  void client.invalidateQueries({ queryKey: taskKeys.versions(taskId) });
  touchProject(client, projectId);
}
