import { Loading } from "@/components/states";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "../messages/en";
import { HeadSkeleton } from "./project-frame";

/** What the export contains of every page of a project. */
export function ProjectFrameSkeleton() {
  return (
    <Loading label={text.loadingOne}>
      <HeadSkeleton />
      <div
        aria-hidden="true"
        className="-mx-4 mb-4 flex h-9 items-center gap-5 border-b px-4 sm:-mx-6 sm:px-6 touch:h-11"
      >
        {["w-16", "w-12", "w-8", "w-14", "w-14"].map((width, i) => (
          <Skeleton key={i} className={`h-3.5 ${width}`} />
        ))}
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        {[0, 1, 2].map((i) => (
          <Card key={i} className="h-64 p-4">
            <Skeleton className="h-3.5 w-1/3" />
            <Skeleton className="mt-4 h-14 w-full" />
            <Skeleton className="mt-2 h-14 w-full" />
          </Card>
        ))}
      </div>
    </Loading>
  );
}
