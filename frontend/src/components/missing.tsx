"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ComponentProps } from "react";
import { DetailSkeleton, NotFound } from "@/components/states";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/api/client";
import { currentWorkspace } from "@/lib/api/workspace";
import { useMe } from "@/lib/data/me";
import { useSwitchWorkspace } from "@/lib/data/switch-workspace";

const finders = {
  client: (id: string, header: Header) =>
    api.GET("/clients/{client_id}", { params: { path: { client_id: id }, header } }),
  conversation: (id: string, header: Header) =>
    api.GET("/conversations/{conversation_id}", { params: { path: { conversation_id: id }, header } }),
  project: (id: string, header: Header) =>
    api.GET("/projects/{project_id}", { params: { path: { project_id: id }, header } }),
  task: (id: string, header: Header) => api.GET("/tasks/{task_id}", { params: { path: { task_id: id }, header } }),
};

interface Header {
  "SmartStack-Workspace": string;
}

type Kind = keyof typeof finders;

async function find(kind: Kind, id: string, workspaces: string[]) {
  for (const workspace of workspaces) {
    const { response } = await finders[kind](id, { "SmartStack-Workspace": workspace });
    if (response.ok) return workspace;
  }
  return null;
}

/** What is not in this workspace may be in another one of the person: then the page is read there. */
export function Missing({ kind, id, ...notFound }: { kind: Kind; id: string } & ComponentProps<typeof NotFound>) {
  const { data: me } = useMe();
  const [here] = useState(currentWorkspace);
  const switchTo = useSwitchWorkspace();
  const others = me?.workspaces.filter((workspace) => workspace.id !== here) ?? [];
  const search = useQuery({
    queryKey: ["session", "elsewhere", kind, id, here],
    queryFn: () =>
      find(
        kind,
        id,
        others.map((workspace) => workspace.id),
      ),
    enabled: others.length > 0,
  });
  const found = others.find((workspace) => workspace.id === search.data);

  useEffect(() => {
    if (!found) return;
    switchTo(found.id, { stay: true });
    toast.success(`You are in ${found.name} now`);
  }, [found, switchTo]);

  return found || search.isLoading ? <DetailSkeleton /> : <NotFound {...notFound} />;
}
