/** Texts for the live region of the page: `announce("Moved to Done")`. */
type Listener = (text: string) => void;

let listener: Listener | null = null;

export function announce(text: string) {
  listener?.(text);
}

export function onAnnounce(next: Listener): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = null;
  };
}
