import { Loading } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "../messages/en";

export function TaskSkeleton() {
  return (
    <Loading label={text.detail.label} className="space-y-4">
      <Skeleton className="h-8 w-3/4" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-32 w-full" />
    </Loading>
  );
}
