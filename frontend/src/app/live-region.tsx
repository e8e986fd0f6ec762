"use client";

import { useEffect, useState } from "react";
import { onAnnounce } from "@/lib/announce";

/** Says what changed to people who do not see it. */
export function LiveRegion() {
  const [text, setText] = useState("");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = onAnnounce((next) => {
      // Emptied first, so that the same text twice is read twice.
      setText("");
      clearTimeout(timer);
      timer = setTimeout(() => setText(next), 50);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  return (
    <div role="status" aria-live="polite" className="sr-only" data-testid="live-region">
      {text}
    </div>
  );
}
