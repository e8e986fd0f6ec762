import { cn } from "@/lib/cn";
import { initials } from "@/lib/format";

const tones = [
  "bg-[oklch(0.92_0.045_262)] text-[oklch(0.38_0.12_262)] dark:bg-[oklch(0.34_0.07_262)] dark:text-[oklch(0.88_0.06_262)]",
  "bg-[oklch(0.92_0.05_155)] text-[oklch(0.36_0.09_155)] dark:bg-[oklch(0.34_0.05_155)] dark:text-[oklch(0.88_0.08_155)]",
  "bg-[oklch(0.93_0.05_70)] text-[oklch(0.4_0.09_60)] dark:bg-[oklch(0.35_0.05_70)] dark:text-[oklch(0.89_0.08_75)]",
  "bg-[oklch(0.93_0.035_20)] text-[oklch(0.42_0.12_20)] dark:bg-[oklch(0.34_0.06_20)] dark:text-[oklch(0.88_0.06_20)]",
  "bg-[oklch(0.92_0.035_320)] text-[oklch(0.4_0.1_320)] dark:bg-[oklch(0.34_0.06_320)] dark:text-[oklch(0.88_0.06_320)]",
  "bg-[oklch(0.92_0.035_210)] text-[oklch(0.38_0.07_220)] dark:bg-[oklch(0.34_0.045_220)] dark:text-[oklch(0.88_0.05_215)]",
];

/** The same person has the same colour everywhere. */
function toneOf(seed: string) {
  let sum = 0;
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return tones[sum % tones.length];
}

const sizes = {
  xs: "size-5 text-[0.625rem]",
  sm: "size-6 text-[0.6875rem]",
  md: "size-8 text-xs",
  lg: "size-11 text-base",
};

export interface AvatarProps {
  name: string;
  /** Decides the colour; the name by default. */
  seed?: string;
  size?: keyof typeof sizes;
  /** A square for companies, a circle for people. */
  shape?: "circle" | "square";
  /** Leave out where the name stands beside it. */
  label?: string;
  className?: string;
}

export function Avatar({ name, seed, size = "md", shape = "circle", label, className }: AvatarProps) {
  return (
    <span
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      title={label}
      className={cn(
        "inline-flex shrink-0 items-center justify-center font-semibold select-none",
        shape === "circle" ? "rounded-full" : "rounded-md",
        sizes[size],
        toneOf(seed ?? name),
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
