import { cn } from "@/lib/cn";

const width = 1280;
const height = 800;

/** The app itself, in the theme of the reader. */
export function Picture({ name, label, first }: { name: string; label: string; first?: boolean }) {
  const classes = "h-auto w-full rounded-xl border shadow-popover";
  const shared = { width, height, decoding: "async", loading: first ? "eager" : "lazy" } as const;
  return (
    <>
      {/* eslint-disable-next-line @next/next/no-img-element -- exported as it is, there is no server to resize it */}
      <img {...shared} alt={label} src={`/pictures/${name}-light.webp`} className={cn(classes, "dark:hidden")} />
      {/* eslint-disable-next-line @next/next/no-img-element -- exported as it is, there is no server to resize it */}
      <img
        {...shared}
        loading="lazy"
        src={`/pictures/${name}-dark.webp`}
        className={cn(classes, "hidden dark:block")}
      />
    </>
  );
}
