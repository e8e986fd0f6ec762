"use client";

import type { MouseEvent, ReactNode } from "react";
import { isPlainClick } from "@/lib/is-plain-click";
import { addressOf, usePlace, type View } from "../hooks/use-place";

/** A link like any other, that stays on the page. */
export function PartLink(props: {
  view: View;
  id?: string;
  className?: string;
  current?: boolean;
  children: ReactNode;
}) {
  const [{ link }, go] = usePlace();
  const onClick = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    go(props.view, props.id);
  };
  return (
    <a
      href={addressOf({ link, view: props.view, id: props.id ?? null })}
      onClick={onClick}
      aria-current={props.current ? "page" : undefined}
      className={props.className}
    >
      {props.children}
    </a>
  );
}
