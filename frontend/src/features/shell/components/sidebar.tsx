"use client";

import { Keyboard, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { cn } from "@/lib/cn";
import { useProjects } from "@/lib/data/projects";
import { toggleRail, useRail } from "@/stores/rail";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";
import { isIn, places, settingsPlace, type Place } from "../navigation";
import { Waiting } from "./waiting";
import { WorkspaceMenu } from "./workspace-menu";

const row =
  "flex h-8 items-center gap-2.5 rounded-md px-2 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground touch:h-11 rail:size-9 rail:justify-center rail:px-0 rail:touch:size-11";

function NavLink({ place }: { place: Place }) {
  const current = isIn(usePathname(), place);
  const Icon = place.icon;
  return (
    <Link
      href={place.href}
      title={`${place.label} (${place.keys})`}
      aria-current={current ? "page" : undefined}
      className={cn(row, "relative", current && "bg-accent font-medium text-foreground")}
    >
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", current && "text-primary")} />
      <span className="rail:sr-only">{place.label}</span>
      {place.counts ? <Waiting className="ml-auto rail:absolute rail:top-0.5 rail:right-0.5" /> : null}
    </Link>
  );
}

/** At the left from tablets on: icons only up to laptops. */
export function Sidebar() {
  const open = useUi((state) => state.open);
  return (
    <div className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col border-r bg-sidebar sm:flex roomy:w-60">
      <div className="flex h-12 shrink-0 items-center px-2.5 rail:justify-center roomy:px-3">
        <WorkspaceMenu />
      </div>
      <nav
        aria-label={text.main}
        className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2.5 py-2 roomy:px-3"
      >
        {places.map((place) => (
          <NavLink key={place.href} place={place} />
        ))}
        <OpenProjects />
      </nav>
      <nav aria-label={text.more} className="flex flex-col gap-0.5 px-2.5 py-2 roomy:px-3">
        <RailSwitch />
        <button type="button" onClick={() => open("shortcuts")} className={row}>
          <Keyboard aria-hidden="true" className="size-4 shrink-0" />
          <span className="rail:sr-only">{text.shortcuts}</span>
        </button>
        <NavLink place={settingsPlace} />
      </nav>
    </div>
  );
}

function RailSwitch() {
  const rail = useRail();
  const Icon = rail ? PanelLeftOpen : PanelLeftClose;
  const label = rail ? text.expand : text.collapse;
  return (
    <button type="button" title={`${label} (Ctrl B)`} onClick={toggleRail} className={cn(row, "max-lg:hidden")}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="rail:sr-only">{label}</span>
    </button>
  );
}

const shown = 8;

/** The projects that were touched last, on screens with room for names. */
function OpenProjects() {
  const pathname = usePathname();
  const projects = useProjects({ sort: "-updated_at", "filter[archived]": false, limit: shown });
  return (
    <div className="mt-5 hidden roomy:block">
      <p id="open-projects" className="px-2 pb-1 text-xs font-medium text-muted-foreground">
        {text.recent}
      </p>
      {projects.isPending ? (
        <div aria-hidden="true" className="space-y-3 px-2 py-2">
          <Skeleton className="h-3.5 w-4/5" />
          <Skeleton className="h-3.5 w-3/5" />
          <Skeleton className="h-3.5 w-2/3" />
        </div>
      ) : null}
      {projects.data?.length === 0 ? <p className="px-2 py-1 text-muted-foreground">{text.noProjects}</p> : null}
      <ul aria-labelledby="open-projects">
        {projects.data?.map((project) => {
          const current = pathname.split("/")[2] === project.id;
          return (
            <li key={project.id}>
              <Link
                href={paths.projectBoard(project.id)}
                prefetch={false}
                aria-current={current ? "true" : undefined}
                className={cn(row, current && "bg-accent font-medium text-foreground")}
              >
                <Avatar name={project.name} seed={project.id} size="xs" shape="square" />
                <span className="truncate">{project.name}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
