"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { ErrorCard, NotFound } from "@/components/states";
import { paths } from "@/config/paths";
import { isMissing } from "@/lib/api/errors";
import { announce } from "@/lib/announce";
import { useMembers } from "@/lib/data/members";
import { useProject } from "@/lib/data/projects";
import { FilterBar } from "../../tasks/components/filter-bar";
import { TaskPanel } from "../../tasks/components/lazy";
import { TaskKeys } from "../../tasks/components/task-keys";
import { countFilters } from "../../tasks/filters";
import { isDraft, useCreateTask } from "../../tasks/hooks/use-create-task";
import { useFinishTask } from "../../tasks/hooks/use-task-actions";
import { useTaskFilters, useTaskPanel } from "../../tasks/hooks/use-url";
import { matches } from "../../tasks/matches";
import { boardLimit, boardTasks } from "../../tasks/queries";
import type { Project, TaskRow } from "../../tasks/types";
import { useCardFocus, type CardPart } from "../hooks/use-card-focus";
import { useBoardDrop } from "../hooks/use-drag";
import { useMoveTask } from "../hooks/use-move-task";
import { text } from "../messages/en";
import {
  lanesOf,
  moveRequest,
  placeOf,
  staysPut,
  stepFrom,
  whereIs,
  withMove,
  type Direction,
  type Target,
} from "../model";
import { BoardSkeleton } from "./board-skeleton";
import { Column } from "./column";
import { ColumnTabs } from "./column-tabs";

const directions: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function BoardView({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const tasks = useQuery(boardTasks(projectId));
  const error = project.error ?? tasks.error;

  if (isMissing(error)) {
    return <NotFound back={{ href: paths.projects, label: "All projects" }} />;
  }
  if (error && (!project.data || !tasks.data)) {
    const retry = () => void Promise.all([project.refetch(), tasks.refetch()]);
    return <ErrorCard error={error} onRetry={retry} retrying={project.isFetching || tasks.isFetching} />;
  }
  if (!project.data || !tasks.data) return <BoardSkeleton />;
  return <Board project={project.data} tasks={tasks.data} />;
}

function Board({ project, tasks }: { project: Project; tasks: TaskRow[] }) {
  const { columns } = project;
  const { filters, setFilters } = useTaskFilters();
  const panel = useTaskPanel();
  const { data: members } = useMembers();
  const board = useRef<HTMLDivElement>(null);
  const moveTask = useMoveTask(project.id, columns);
  const createTask = useCreateTask(project.id);
  const finishTask = useFinishTask();

  const filtered = countFilters(filters) > 0;
  const shown = useMemo(
    () => (filtered ? tasks.filter((task) => matches(task, filters, new Date())) : tasks),
    [tasks, filters, filtered],
  );
  const lanes = useMemo(() => lanesOf(columns, shown), [columns, shown]);
  const [phoneColumn, setPhoneColumn] = useState(
    () => (lanes.find((lane) => lane.tasks.length > 0) ?? lanes[0])?.column.id,
  );
  const focus = useCardFocus(board, lanes);
  const names = useMemo(() => new Map((members ?? []).map(({ id, name }) => [id, name])), [members]);

  const move = (taskId: string, target: Target, keepFocusOn?: CardPart) => {
    const task = tasks.find(({ id }) => id === taskId);
    if (!task || staysPut(lanes, taskId, target)) return;
    const to = moveRequest(lanes, taskId, target);
    const place = placeOf(lanesOf(columns, withMove(columns, shown, taskId, to)), taskId);
    if (place) announce(text.moved(task.title, place.column, place.position, place.count));
    if (keepFocusOn) focus.keep(taskId, keepFocusOn);
    // Step by step with the keyboard, the way back is another step.
    moveTask.mutate({ task, to, undo: keepFocusOn !== "link" });
  };

  useBoardDrop(lanes, (taskId, target) => move(taskId, target));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const direction = directions[event.key];
    const link = (event.target as HTMLElement).closest("[data-card-link]");
    const taskId = link?.closest<HTMLElement>("[data-card]")?.dataset.card;
    if (!direction || !taskId || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const target = stepFrom(lanes, taskId, direction);
    if (!target) return;
    if (event.shiftKey) {
      move(taskId, target, "link");
    } else {
      const lane = lanes.find(({ column }) => column.id === target.columnId) ?? lanes[0];
      const next = lane.tasks[Math.min(target.index, lane.tasks.length - 1)] ?? nextCard(taskId, direction);
      if (next) focus.focus(next.id);
    }
  };

  /** Over empty columns to the next card at that side. */
  const nextCard = (taskId: string, direction: Direction) => {
    const start = lanes.findIndex(({ column }) => column.id === whereIs(lanes, taskId)?.columnId);
    const side = direction === "left" ? lanes.slice(0, start).reverse() : lanes.slice(start + 1);
    return direction === "left" || direction === "right"
      ? side.find((lane) => lane.tasks.length > 0)?.tasks[0]
      : undefined;
  };

  const add = async (columnId: string, title: string) => {
    const column = columns.find(({ id }) => id === columnId)!;
    await createTask.mutateAsync({ input: { title }, column });
    announce(text.added(title, column.name));
  };

  // Cards are drawn again only when their task changes, so what they are given stays the same.
  const latest = useRef({ move, finish: finishTask.mutate });
  useEffect(() => {
    latest.current = { move, finish: finishTask.mutate };
  });
  const actions = useMemo(
    () => ({
      columns,
      move: (taskId: string, target: Target) => latest.current.move(taskId, target, "menu"),
      finish: (task: TaskRow) => latest.current.finish({ task, columns }),
    }),
    [columns],
  );

  return (
    <>
      <h1 className="sr-only">{text.board(project.name)}</h1>
      <FilterBar filters={filters} onChange={setFilters} members={members ?? []} withStatus={false} />
      {tasks.length >= boardLimit ? (
        <p className="mb-3 text-xs text-muted-foreground">{text.truncated(boardLimit)}</p>
      ) : null}
      <ColumnTabs lanes={lanes} current={phoneColumn} onChange={setPhoneColumn} />
      <p id="board-keys" className="sr-only">
        {text.keys}
      </p>
      <div
        ref={board}
        role="group"
        aria-label={text.board(project.name)}
        aria-describedby="board-keys"
        onKeyDown={onKeyDown}
        className="relative -mx-4 flex items-start gap-3 overflow-x-auto px-4 pb-3 sm:-mx-6 sm:px-6"
      >
        {lanes.map((lane) => (
          <Column
            key={lane.column.id}
            lane={lane}
            projectCode={project.code}
            names={names}
            filtered={filtered}
            shownOnPhone={lane.column.id === phoneColumn}
            actions={actions}
            onOpen={panel.open}
            onAdd={add}
          />
        ))}
      </div>
      <TaskKeys
        arrows
        find={(id) => shown.find((task) => task.id === id && !isDraft(task))}
        onMove={(id, columnId) => move(id, { columnId, index: 0 }, "link")}
      />
      <TaskPanel
        project={project}
        taskId={panel.taskId}
        order={lanes.flatMap((lane) => lane.tasks.map(({ id }) => id))}
        onGo={panel.go}
        onClose={panel.close}
      />
    </>
  );
}
