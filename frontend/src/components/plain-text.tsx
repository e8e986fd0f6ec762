import { cn } from "@/lib/cn";

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/g;

/** Text as it was typed: lines kept, web addresses as links, nothing else. */
export function PlainText({ children, className }: { children: string; className?: string }) {
  return (
    <p className={cn("break-words whitespace-pre-wrap", className)}>
      {children.split(address).map((part, i) =>
        i % 2 === 1 ? (
          <a
            key={i}
            href={part}
            target="_blank"
            rel="noopener noreferrer"
            className="text-primary-soft-foreground underline underline-offset-2"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
