"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { text } from "../messages/en";

/** Both icons are in the page and the sheet shows one: the export knows no theme. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Button
      variant="quiet"
      size="icon"
      className="max-sm:hidden"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      <span className="dark:hidden">
        <Moon aria-hidden="true" />
        <span className="sr-only">{text.toDark}</span>
      </span>
      <span className="hidden dark:inline">
        <Sun aria-hidden="true" />
        <span className="sr-only">{text.toLight}</span>
      </span>
    </Button>
  );
}
