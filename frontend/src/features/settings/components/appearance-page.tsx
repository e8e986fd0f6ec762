"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useState, useSyncExternalStore } from "react";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { setSingleKeys, singleKeysEnabled } from "@/lib/keys";
import { text } from "../messages/en";

const words = text.appearance;

const themes = [
  { value: "system", label: words.themes.system, icon: Monitor },
  { value: "light", label: words.themes.light, icon: Sun },
  { value: "dark", label: words.themes.dark, icon: Moon },
] as const;

const never = () => () => undefined;

/** The export knows neither theme nor settings; the browser fills them in. */
const useInBrowser = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

export function AppearancePage() {
  const inBrowser = useInBrowser();
  return (
    <>
      <h2 className="sr-only">{text.tabs.appearance}</h2>
      <p className="mb-5 text-muted-foreground">{words.hint}</p>
      <ThemeChoice ready={inBrowser} />
      <h3 className="mt-8 mb-2 text-sm font-semibold">{words.keys}</h3>
      <Card className="p-4">{inBrowser ? <SingleKeys /> : <div className="h-16" />}</Card>
    </>
  );
}

function ThemeChoice({ ready }: { ready: boolean }) {
  const { theme, setTheme } = useTheme();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">{words.theme}</legend>
      <div className="grid grid-cols-3 gap-3">
        {themes.map(({ value, label, icon: Icon }) => (
          <label
            key={value}
            className="flex cursor-pointer flex-col items-center gap-2 rounded-lg border bg-card px-2 py-4 text-center transition-colors hover:border-border-strong has-checked:border-primary has-checked:bg-primary-soft has-checked:text-primary-soft-foreground has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={ready && theme === value}
              onChange={() => setTheme(value)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-5" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function SingleKeys() {
  const [enabled, setEnabled] = useState(singleKeysEnabled);
  return (
    <label className="flex cursor-pointer gap-3">
      <Checkbox
        className="mt-0.5"
        checked={enabled}
        aria-describedby="single-keys-hint"
        onChange={(event) => {
          setSingleKeys(event.target.checked);
          setEnabled(event.target.checked);
        }}
      />
      <span>
        <span className="font-medium">{words.singleKeys}</span>
        <span id="single-keys-hint" className="block text-muted-foreground">
          {words.singleKeysHint}
        </span>
      </span>
    </label>
  );
}
