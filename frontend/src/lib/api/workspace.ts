const storageKey = "smartstack.workspace";

let current: string | null = null;
let waiting: ((id: string) => void)[] = [];
const listeners = new Set<() => void>();

const stored = () => {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
};

/** The workspace of this tab, or the one used last; null before the first sign-in. */
export function currentWorkspace(): string | null {
  current ??= stored();
  return current;
}

/** Called when this tab works in another one; returns how to stop listening. */
export function onWorkspace(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function setWorkspace(id: string) {
  current = id;
  try {
    localStorage.setItem(storageKey, id);
  } catch {
    // Without storage the choice holds for this tab.
  }
  for (const resolve of waiting) resolve(id);
  waiting = [];
  listeners.forEach((listener) => listener());
}

export function forgetWorkspace() {
  current = null;
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Nothing was stored then.
  }
}

/** Resolves at once when the workspace is known, else as soon as it is. */
export function whenWorkspace(): Promise<string> {
  const known = currentWorkspace();
  return known ? Promise.resolve(known) : new Promise((resolve) => waiting.push(resolve));
}
