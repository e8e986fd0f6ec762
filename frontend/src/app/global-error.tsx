"use client";

import "./globals.css";

/** The last resort, when the layout itself fails; Next's own page would break the content policy. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
          <h1 className="text-xl font-semibold">Something went wrong</h1>
          <p className="max-w-sm text-muted-foreground">
            The page could not be shown. What you saved is safe; try again, or load the page anew.
          </p>
          <button
            type="button"
            onClick={reset}
            className="mt-2 h-9 rounded-md bg-primary px-4 font-medium text-primary-foreground hover:bg-primary-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
