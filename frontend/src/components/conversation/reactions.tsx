import { cn } from "@/lib/cn";
import type { Reaction, ReactionName } from "./types";

export const signs: Record<ReactionName, string> = {
  thumbs_up: "👍",
  heart: "❤️",
  smile: "🙂",
  party: "🎉",
  eyes: "👀",
  done: "✅",
};

export const labels: Record<ReactionName, string> = {
  thumbs_up: "Thumbs up",
  heart: "Heart",
  smile: "Smile",
  party: "Party",
  eyes: "Looking",
  done: "Done",
};

/** What people think of a message; a press adds or takes back one's own. */
export function Reactions(props: {
  all: Reaction[];
  disabled?: boolean;
  onToggle: (reaction: ReactionName, on: boolean) => void;
}) {
  if (props.all.length === 0) return null;
  return (
    <div className="mt-1.5 flex flex-wrap gap-1">
      {props.all.map(({ reaction, count, mine }) => (
        <button
          key={reaction}
          type="button"
          disabled={props.disabled}
          aria-pressed={mine}
          aria-label={`${labels[reaction]}, ${count}`}
          onClick={() => props.onToggle(reaction, !mine)}
          className={cn(
            "inline-flex h-6 items-center gap-1 rounded-full border bg-card px-2 text-xs tabular-nums touch:h-8",
            mine && "border-primary bg-primary-soft text-primary-soft-foreground",
          )}
        >
          <span aria-hidden="true">{signs[reaction]}</span>
          {count}
        </button>
      ))}
    </div>
  );
}

/** The reactions as they are after somebody pressed one. */
export function withReaction(all: Reaction[], name: ReactionName, on: boolean): Reaction[] {
  const before = all.find(({ reaction }) => reaction === name);
  if (!before) return on ? [...all, { reaction: name, count: 1, mine: true }] : all;
  if (before.mine === on) return all;
  const after = { ...before, mine: on, count: before.count + (on ? 1 : -1) };
  return all.map((row) => (row === before ? after : row)).filter(({ count }) => count > 0);
}
