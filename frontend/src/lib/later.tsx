"use client";

import { useSyncExternalStore, type ComponentType } from "react";

/**
 * A component in a part of its own, loaded when it is first shown, or with load()
 * before; until it is there `Waiting` stands in its place. Not React's lazy(): Suspense
 * holds back for 300 ms what comes after a fallback, and with it the requests it makes.
 */
export function later<Props extends object>(get: () => Promise<ComponentType<Props>>, Waiting?: ComponentType) {
  let Part: ComponentType<Props> | undefined;

  const load = async () => {
    Part ??= await get();
  };
  const subscribe = (tell: () => void) => {
    if (!Part) void load().then(tell);
    return () => undefined;
  };

  function Later(props: Props) {
    const Loaded = useSyncExternalStore(
      subscribe,
      () => Part,
      () => undefined,
    );
    if (Loaded) return <Loaded {...props} />;
    return Waiting ? <Waiting /> : null;
  }
  return Object.assign(Later, { load });
}
