"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface TypedConfirmProps {
  title: string;
  description: ReactNode;
  /** Says what to type. */
  label: string;
  expected: string;
  confirm: string;
  pending: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** For what ends a whole account or workspace: a click is not enough, its name has to be typed. */
export function TypedConfirm(props: TypedConfirmProps) {
  const [typed, setTyped] = useState("");
  const right = typed.trim().toLowerCase() === props.expected.toLowerCase();
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent title={props.title} description={props.description}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (right && !props.pending) props.onConfirm();
          }}
        >
          <Field label={props.label}>
            <Input
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <DialogFooter>
            <Button variant="secondary" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="destructive" disabled={!right} pending={props.pending}>
              {props.confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
