"use client";

import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { useVerifyAudit } from "../api";
import { text } from "../messages/en";

export function VerifyLog() {
  const verify = useVerifyAudit();
  const [progress, setProgress] = useState<string | null>(null);
  const result = verify.data;

  const check = () => {
    setProgress(null);
    verify.mutate((checked, all) => setProgress(text.verifying(checked, all)), {
      onError: (error) => toast.error(text.verifyFailed, error),
    });
  };

  return (
    <Card className="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-4">
      <p role="status" className="min-w-0 flex-1 basis-60 text-muted-foreground">
        {result ? (
          <span className="flex items-center gap-2 font-medium text-foreground">
            {result.intact ? (
              <ShieldCheck aria-hidden="true" className="size-5 shrink-0 text-success" />
            ) : (
              <ShieldAlert aria-hidden="true" className="size-5 shrink-0 text-destructive" />
            )}
            {result.intact ? text.intact(result.entries) : text.broken(result.fault ?? 0)}
          </span>
        ) : (
          (verify.isPending && progress) || text.verifyHint
        )}
      </p>
      <Button variant="secondary" pending={verify.isPending} onClick={check}>
        {text.verify}
      </Button>
    </Card>
  );
}
