import { CircleAlert } from "lucide-react";

/** Why a form was refused, over its fields. */
export function FormProblem({ children }: { children: string | null }) {
  return (
    <div role="alert">
      {children ? (
        <p className="flex gap-2 rounded-md bg-destructive-soft px-3 py-2 font-medium text-destructive">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {children}
        </p>
      ) : null}
    </div>
  );
}
