import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** One thing of the settings: what it is now, and what can be done about it. */
export function Row({ title, hint, action }: { title: ReactNode; hint?: ReactNode; action?: ReactNode }) {
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-4">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{title}</p>
        {hint ? <p className="text-muted-foreground">{hint}</p> : null}
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
    </Card>
  );
}
