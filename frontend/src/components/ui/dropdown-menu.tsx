"use client";

import { Check } from "lucide-react";
import { Slot } from "radix-ui";
import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  type ComponentProps,
  type ReactNode,
  type Ref,
} from "react";
import { cn } from "@/lib/cn";
import { showAt, useMenu, type Align, type Menu, type Side } from "./use-menu";

const Context = createContext<Menu | null>(null);
const RadioContext = createContext<{ value?: string; onValueChange: (value: string) => void } | null>(null);

function useContextOf<T>(context: React.Context<T | null>): T {
  const value = use(context);
  if (!value) throw new Error("part of a menu outside of it");
  return value;
}

/** A button that opens a list of actions. It never makes the page behind it dead. */
export function DropdownMenu({ children }: { children: ReactNode }) {
  return <Context value={useMenu()}>{children}</Context>;
}

/** A list that keys open at something on the page; the focus goes back there. */
export function MenuAt({
  anchor,
  onClose,
  children,
}: {
  anchor: HTMLElement;
  onClose: () => void;
  children: ReactNode;
}) {
  const menu = useMenu(anchor);
  const closed = useEffectEvent(onClose);
  useEffect(() => {
    if (!menu.open) closed();
  }, [menu.open]);
  return <Context value={menu}>{children}</Context>;
}

export function DropdownMenuTrigger({ asChild, ...props }: ComponentProps<"button"> & { asChild?: boolean }) {
  const { open, setOpen, id, trigger, onTriggerKeyDown } = useContextOf(Context);
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      ref={trigger as Ref<HTMLButtonElement>}
      type="button"
      aria-haspopup="menu"
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      data-state={open ? "open" : "closed"}
      onKeyDown={onTriggerKeyDown}
      {...props}
      onClick={(event) => {
        props.onClick?.(event);
        if (!event.defaultPrevented) setOpen(!open);
      }}
    />
  );
}

const panelClasses =
  "fixed inset-auto m-0 max-w-[calc(100vw-1rem)] min-w-44 overflow-x-hidden overflow-y-auto rounded-lg border bg-popover p-1 text-left text-sm font-normal text-popover-foreground shadow-popover outline-none";

export function DropdownMenuContent(props: ComponentProps<"div"> & { side?: Side; align?: Align }) {
  return useContextOf(Context).open ? <Panel {...props} /> : null;
}

function Panel({
  className,
  side = "bottom",
  align = "start",
  ...props
}: ComponentProps<"div"> & { side?: Side; align?: Align }) {
  const { id, panel, trigger, onPanelKeyDown } = useContextOf(Context);

  useLayoutEffect(() => {
    const element = panel.current;
    const button = trigger.current;
    if (!element || !button) return;
    showAt(element, button, side, align);
    const first = element.querySelector<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])');
    // A menu that is one choice opens on what is chosen.
    const chosen = first?.role === "menuitemradio" && element.querySelector<HTMLElement>('[aria-checked="true"]');
    (chosen || first)?.focus({ preventScroll: true });
  }, [panel, trigger, side, align]);

  return (
    <div
      ref={panel}
      id={id}
      role="menu"
      tabIndex={-1}
      popover="manual"
      data-menu=""
      aria-orientation="vertical"
      onKeyDown={onPanelKeyDown}
      className={cn(panelClasses, className)}
      {...props}
    />
  );
}

const itemClasses =
  "relative flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none focus:bg-accent aria-disabled:opacity-50 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";

interface ItemProps extends Omit<ComponentProps<"div">, "onSelect"> {
  onSelect?: () => void;
  disabled?: boolean;
  /** The one child is the item: a link. */
  asChild?: boolean;
}

function Item({ className, onSelect, disabled, asChild, role = "menuitem", ...props }: ItemProps) {
  const { close } = useContextOf(Context);
  const Part = asChild ? Slot.Root : "div";
  return (
    <Part
      role={role}
      tabIndex={-1}
      aria-disabled={disabled || undefined}
      className={cn(itemClasses, className)}
      onPointerMove={(event) => disabled || event.currentTarget.focus({ preventScroll: true })}
      onClick={(event) => {
        // A click on the menu is no click on the card or row around it.
        event.stopPropagation();
        if (disabled) return;
        close();
        onSelect?.();
      }}
      {...props}
    />
  );
}

export function DropdownMenuItem({ className, tone = "plain", ...props }: ItemProps & { tone?: "plain" | "danger" }) {
  return (
    <Item
      className={cn(
        tone === "danger" && "text-destructive focus:bg-destructive-soft [&_svg]:text-destructive",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuRadioGroup({
  value,
  onValueChange,
  ...props
}: ComponentProps<"div"> & { value?: string; onValueChange: (value: string) => void }) {
  return (
    <RadioContext value={{ value, onValueChange }}>
      <div role="group" {...props} />
    </RadioContext>
  );
}

export function DropdownMenuRadioItem({ value, className, children, ...props }: ItemProps & { value: string }) {
  const group = useContextOf(RadioContext);
  const checked = group.value === value;
  return (
    <Item
      role="menuitemradio"
      aria-checked={checked}
      className={cn("pr-8", className)}
      onSelect={() => group.onValueChange(value)}
      {...props}
    >
      {children}
      {checked ? <Check aria-hidden="true" className="absolute right-2" /> : null}
    </Item>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("px-2 py-1.5 text-xs font-medium text-muted-foreground", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<"div">) {
  return <div role="separator" className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />;
}
