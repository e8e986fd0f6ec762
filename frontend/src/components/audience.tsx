import { Eye, Lock } from "lucide-react";
import { Badge } from "@/components/ui/badge";

export type Audience = "internal" | "client";

const marks = {
  internal: { icon: Lock, label: "Internal note", tone: "warning" },
  client: { icon: Eye, label: "Client sees this", tone: "primary" },
} as const;

/** Who reads it; by icon, words and colour, so that none of them has to be known. */
export function AudienceMark({ audience, label }: { audience: Audience; label?: string }) {
  const mark = marks[audience];
  const Icon = mark.icon;
  return (
    <Badge tone={mark.tone}>
      <Icon aria-hidden="true" />
      {label ?? mark.label}
    </Badge>
  );
}
