import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors select-none focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring disabled:pointer-events-none disabled:opacity-55 aria-busy:cursor-progress [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground shadow-card hover:bg-primary-hover",
        secondary: "border border-input bg-card text-foreground shadow-card hover:bg-accent",
        ghost: "text-foreground hover:bg-accent aria-expanded:bg-accent",
        quiet: "text-muted-foreground hover:bg-accent hover:text-foreground aria-expanded:bg-accent",
        destructive: "bg-destructive text-destructive-foreground shadow-card hover:bg-destructive-hover",
        link: "text-primary-soft-foreground underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-[0.8125rem] touch:h-9",
        md: "h-8.5 px-3 text-sm touch:h-11 touch:px-4",
        lg: "h-10 px-4 text-[0.9375rem] touch:h-12",
        icon: "size-8.5 touch:size-11",
        "icon-sm": "size-7 touch:size-9",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Gives the looks to the one child instead, a link for example. */
  asChild?: boolean;
  /** Work is under way: shown, announced, and a second press does nothing. */
  pending?: boolean;
}

export function Button({
  className,
  variant,
  size,
  asChild,
  pending,
  type = "button",
  onClick,
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={classes}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <svg viewBox="0 0 16 16" className="size-3.5 animate-spin" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="8" cy="8" r="6" strokeWidth="2" opacity="0.3" />
      <path d="M14 8a6 6 0 0 0-6-6" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
