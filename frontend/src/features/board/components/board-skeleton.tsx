import { Loading } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { text } from "../messages/en";

const columns = [3, 2, 1, 2];

/** The board's boxes before its cards are there. */
export function BoardSkeleton() {
  return (
    <Loading label={text.loading}>
      <Skeleton className="mb-3 h-8.5 w-full max-w-md" />
      <div className="flex items-start gap-3 overflow-hidden">
        {columns.map((cards, i) => (
          <div
            key={i}
            className={cn(
              "w-full rounded-xl bg-secondary/60 p-2 sm:max-w-80 sm:min-w-58 sm:flex-1",
              i > 0 && "max-sm:hidden",
            )}
          >
            <Skeleton className="mx-1 my-1.5 h-4 w-24" />
            {Array.from({ length: cards }, (_, card) => (
              <Skeleton key={card} className="mt-2 h-22 w-full rounded-lg" />
            ))}
          </div>
        ))}
      </div>
    </Loading>
  );
}
