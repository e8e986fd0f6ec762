"use client";

import { FolderPlus, ListPlus, PenLine, Plus, UserPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { useUi } from "@/stores/ui";
import { text } from "../messages/en";

export function NewMenu() {
  const open = useUi((state) => state.open);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" aria-label={text.new} className="max-sm:size-9 max-sm:px-0">
          <Plus aria-hidden="true" />
          <span className="max-sm:hidden">{text.new}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => open("new-task")}>
          <ListPlus aria-hidden="true" />
          {text.newTask}
          <Hint keys="NT" />
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("new-project")}>
          <FolderPlus aria-hidden="true" />
          {text.newProject}
          <Hint keys="NP" />
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("new-client")}>
          <UserPlus aria-hidden="true" />
          {text.newClient}
          <Hint keys="NC" />
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("new-conversation")}>
          <PenLine aria-hidden="true" />
          {text.newConversation}
          <Hint keys="NM" />
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Hint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="ml-auto flex gap-0.5 pl-6 touch:hidden">
      {[...keys].map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
