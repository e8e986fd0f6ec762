"use client";

import { MessagesSquare, PenLine } from "lucide-react";
import Link from "next/link";
import { DetailSkeleton, Empty } from "@/components/states";
import { Button } from "@/components/ui/button";
import { paths, patterns } from "@/config/paths";
import { ConversationList } from "@/features/inbox";
import { useProject, type Project } from "@/lib/data/projects";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";

/** The conversations about one project. */
export function MessagesPage() {
  const { projectId } = useRouteParams(patterns.project);
  const { data: project } = useProject(projectId);
  useTitle(project && `${text.tabs.messages} · ${project.name}`);
  if (!project) return <DetailSkeleton label={text.loadingOne} />;
  return (
    <div className="w-full max-w-3xl">
      <h1 className="sr-only">{text.tabs.messages}</h1>
      {project.client_id ? (
        <Conversations projectId={project.id} clientId={project.client_id} />
      ) : (
        <NoClient project={project} />
      )}
    </div>
  );
}

function Conversations({ projectId, clientId }: { projectId: string; clientId: string }) {
  const open = useUi((state) => state.open);
  return (
    <>
      <Button size="sm" className="mb-3" onClick={() => open("new-conversation", { clientId, projectId })}>
        <PenLine aria-hidden="true" />
        {text.newConversation}
      </Button>
      <ConversationList query={{ "filter[project_id]": projectId }} empty={text.noMessages} />
    </>
  );
}

function NoClient({ project }: { project: Project }) {
  return (
    <Empty
      icon={MessagesSquare}
      title={text.noMessages}
      hint={text.noClientHint}
      action={
        <Button asChild variant="secondary">
          <Link href={paths.projectSettings(project.id)}>{text.tabs.settings}</Link>
        </Button>
      }
    />
  );
}
