import { Loading } from "@/components/states/skeletons";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "../messages/page";

export function Opening() {
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-6">
      <h1 className="sr-only">{text.title}</h1>
      <Loading label={text.loading} className="space-y-4">
        <Skeleton className="h-8 w-56 max-w-full" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-28 w-full" />
      </Loading>
    </main>
  );
}
