"use client";

import { useQuery } from "@tanstack/react-query";
import { Missing } from "@/components/missing";
import { DetailSkeleton, ErrorCard } from "@/components/states";
import { paths, patterns } from "@/config/paths";
import { isMissing } from "@/lib/api/errors";
import { useRouteParams } from "@/lib/route";
import { useTitle } from "@/lib/use-title";
import { text } from "../messages/en";
import { conversation as options } from "../queries";
import { Composer } from "./composer";
import { ConversationHead } from "./conversation-head";
import { Thread } from "./thread";

export function ConversationPage() {
  const { conversationId } = useRouteParams(patterns.conversation);
  const conversation = useQuery(options(conversationId));
  useTitle(conversation.data?.subject);

  if (isMissing(conversation.error)) {
    return (
      <Missing
        kind="conversation"
        id={conversationId}
        title={text.notFound}
        hint={text.notFoundHint}
        back={{ href: paths.inbox, label: text.back }}
      />
    );
  }
  if (conversation.data) {
    return (
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <ConversationHead conversation={conversation.data} />
        <Thread conversation={conversation.data} />
        <Composer conversation={conversation.data} />
      </div>
    );
  }
  if (conversation.isError) {
    return (
      <ErrorCard
        error={conversation.error}
        onRetry={() => void conversation.refetch()}
        retrying={conversation.isFetching}
      />
    );
  }
  return <DetailSkeleton label={text.loadingOne} />;
}
