import { cn } from "@/lib/cn";

const width = 1280;
const height = 800;

/** The app itself, in the theme of the reader; only the one that is shown is loaded. */
export function Picture({ name, label }: { name: string; label: string }) {
  const classes = "h-auto w-full rounded-xl border shadow-popover";
  const shared = { width, height, decoding: "async", loading: "lazy" } as const;
  return (
    <>
      {/* eslint-disable-next-line @next/next/no-img-element -- exported as it is, there is no server to resize it */}
      <img {...shared} alt={label} src={`/pictures/${name}-light.webp`} className={cn(classes, "dark:hidden")} />
      {/* eslint-disable-next-line @next/next/no-img-element -- exported as it is, there is no server to resize it */}
      <img {...shared} alt={label} src={`/pictures/${name}-dark.webp`} className={cn(classes, "hidden dark:block")} />
    </>
  );
}
