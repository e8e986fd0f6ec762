import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { parseFilters, writeFilters, type TaskFilters } from "../filters";

const addressOf = (params: URLSearchParams) => {
  const query = params.toString();
  return `${location.pathname}${query ? `?${query}` : ""}`;
};

/** A history entry that was made by opening a task; going back closes it. */
const isPanel = () => (history.state as { taskPanel?: boolean } | null)?.taskPanel === true;
const mark = (taskPanel: boolean) => ({ taskPanel });

/** The filters of the address, and how to change some of them. */
export function useTaskFilters() {
  const params = useSearchParams();
  const filters = useMemo(() => parseFilters(new URLSearchParams(params)), [params]);

  const setFilters = useCallback((change: Partial<TaskFilters>) => {
    const now = new URLSearchParams(location.search);
    history.replaceState(mark(isPanel()), "", addressOf(writeFilters({ ...parseFilters(now), ...change }, now)));
  }, []);
  return { filters, setFilters };
}

const parameter = "task";

/** What the address says now; what is drawn may still be the task before. */
export const taskInAddress = () => new URLSearchParams(location.search).get(parameter);

/** The task whose panel is open over the page: "?task=ID". Back closes it. */
export function useTaskPanel() {
  const taskId = useSearchParams().get(parameter);

  const open = useCallback((id: string) => {
    const params = new URLSearchParams(location.search);
    params.set(parameter, id);
    history.pushState(mark(true), "", addressOf(params));
  }, []);

  /** To another task in the same panel: going back still closes it. */
  const go = useCallback((id: string) => {
    const params = new URLSearchParams(location.search);
    params.set(parameter, id);
    history.replaceState(mark(isPanel()), "", addressOf(params));
  }, []);

  const close = () => {
    if (isPanel()) {
      history.back();
      return;
    }
    const params = new URLSearchParams(location.search);
    params.delete(parameter);
    history.replaceState(mark(false), "", addressOf(params));
  };

  return { taskId, open, go, close };
}
