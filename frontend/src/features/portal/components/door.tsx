"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useDoor } from "../hooks/use-door";
import { text } from "../messages/en";
import { Closed } from "./closed";
import { Failed } from "./failed";
import { Opening } from "./opening";

/** Asks for what a link wants before it opens; says nothing of what is behind it. */
export function Door({ token, onOpened }: { token: string; onOpened: (linkId: string) => void }) {
  const { door, attempt, sendCode, changeEmail } = useDoor(token, onOpened);
  const { step, busy, fault } = door;
  const wait = fault === "wait" ? text.door.wait(door.wait) : undefined;

  switch (step) {
    case "opening":
      return <Opening />;
    case "closed":
      return <Closed />;
    case "failed":
      return <Failed error={door.error} onRetry={() => void attempt()} retrying={busy} />;
    case "password":
      return (
        <Panel title={text.door.password} hint={text.door.passwordHint}>
          <OneField
            key="password"
            label={text.door.passwordLabel}
            type="password"
            autoComplete="off"
            missing={text.door.passwordHint}
            fault={wait ?? (fault === "wrong_password" ? text.door.passwordWrong : undefined)}
            busy={busy}
            submit={text.door.open}
            onSubmit={(password) => void attempt({ password })}
          />
        </Panel>
      );
    case "email":
      return (
        <Panel title={text.door.email} hint={text.door.emailHint}>
          <OneField
            key="email"
            label={text.door.emailLabel}
            type="email"
            autoComplete="email"
            initial={door.email}
            missing={text.door.emailMissing}
            fault={wait}
            busy={busy}
            submit={text.door.sendCode}
            onSubmit={(email) => void sendCode(email)}
          />
        </Panel>
      );
    case "code":
      return (
        <Panel title={text.door.code} hint={text.door.codeHint(door.email ?? "")}>
          <OneField
            key="code"
            label={text.door.codeLabel}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern={/^\d{6}$/}
            missing={text.door.codeMissing}
            fault={wait ?? (fault === "wrong_code" ? text.door.codeWrong : undefined)}
            busy={busy}
            submit={text.door.open}
            onSubmit={(code) => void attempt({ code })}
          />
          <div className="mt-3 flex flex-wrap gap-2">
            <Button variant="quiet" size="sm" onClick={() => void sendCode(door.email ?? "")}>
              {text.door.again}
            </Button>
            <Button variant="quiet" size="sm" onClick={changeEmail}>
              {text.door.otherEmail}
            </Button>
          </div>
        </Panel>
      );
  }
}

function Panel(props: { title: string; hint: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-5 pt-16 pb-10 sm:justify-center sm:pt-10">
      <h1 className="text-2xl font-semibold tracking-tight">{props.title}</h1>
      <p className="mt-1 text-muted-foreground">{props.hint}</p>
      <div className="mt-6">{props.children}</div>
    </main>
  );
}

interface OneFieldProps {
  label: string;
  type: "password" | "email" | "text";
  autoComplete: string;
  inputMode?: "numeric";
  initial?: string;
  pattern?: RegExp;
  missing: string;
  fault?: string;
  busy: boolean;
  submit: string;
  onSubmit: (value: string) => void;
}

function OneField(props: OneFieldProps) {
  const [value, setValue] = useState(props.initial ?? "");
  const [missing, setMissing] = useState(false);
  const filled = props.type === "password" ? value : value.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const right = filled !== "" && (props.pattern?.test(filled) ?? true);
    setMissing(!right);
    if (right && !props.busy) props.onSubmit(filled);
  };

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field label={props.label} error={missing ? props.missing : props.fault} required>
        <Input
          autoFocus
          type={props.type}
          inputMode={props.inputMode}
          autoComplete={props.autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={props.type === "password" ? 1024 : 254}
          value={value}
          onChange={({ target }) => {
            setValue(target.value);
            setMissing(false);
          }}
          className="h-11"
        />
      </Field>
      <Button type="submit" size="lg" pending={props.busy} className="w-full">
        {props.submit}
      </Button>
    </form>
  );
}
