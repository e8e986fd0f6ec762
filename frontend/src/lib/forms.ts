import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { fieldOf, isApiError } from "./api/errors";

/**
 * Puts what the server found wrong beside the fields; true when every fault has
 * its place there, so that nothing else needs to be said.
 */
export function showFaults<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  fields: readonly FieldPath<T>[],
): boolean {
  if (!isApiError(error) || error.faults.length === 0) return false;
  let placed = 0;
  for (const fault of error.faults) {
    const field = fields.find((name) => name === fieldOf(fault));
    if (!field) continue;
    setError(field, { type: "server", message: fault.detail }, { shouldFocus: placed === 0 });
    placed += 1;
  }
  return placed === error.faults.length;
}
