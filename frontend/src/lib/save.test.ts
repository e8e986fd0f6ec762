import { describe, expect, test, vi } from "vitest";
import { ApiError } from "./api/errors";
import { Clash, mergePatch, saveRow } from "./save";

interface Row {
  rev: number;
  name: string;
  status: string;
}

const base: Row = { rev: 1, name: "Luna", status: "lead" };
const stale = (current: Row) =>
  new ApiError({ status: 412, code: "precondition_failed", message: "It has changed.", current });

test("fields that only one side touched stand", () => {
  const merged = mergePatch(base, { ...base, rev: 2, status: "active" }, { name: "Café Luna" });
  expect(merged).toEqual({ clean: { name: "Café Luna" }, conflicts: [] });
});

test("the same field with different values is a conflict, with the same value none", () => {
  const theirs = { rev: 2, name: "Luna GmbH", status: "active" };
  expect(mergePatch(base, theirs, { name: "Café Luna", status: "active" })).toEqual({
    clean: {},
    conflicts: [{ field: "name", mine: "Café Luna", theirs: "Luna GmbH" }],
  });
});

describe("saving", () => {
  test("merges with a newer row and writes again", async () => {
    const theirs = { ...base, rev: 4, status: "active" };
    const write = vi
      .fn<(rev: number, patch: Partial<Row>) => Promise<Row>>()
      .mockRejectedValueOnce(stale(theirs))
      .mockResolvedValueOnce({ ...theirs, rev: 5, name: "Café Luna" });
    const saved = await saveRow(base, { name: "Café Luna" }, write);
    expect(write.mock.calls).toEqual([
      [1, { name: "Café Luna" }],
      [4, { name: "Café Luna" }],
    ]);
    expect(saved).toEqual({ rev: 5, name: "Café Luna", status: "active" });
  });

  test("writes nothing when somebody has done the same already", async () => {
    const theirs = { ...base, rev: 2, name: "Café Luna" };
    const write = vi.fn().mockRejectedValueOnce(stale(theirs));
    expect(await saveRow(base, { name: "Café Luna" }, write)).toBe(theirs);
    expect(write).toHaveBeenCalledTimes(1);
  });

  test("asks when both changed the same", async () => {
    const theirs = { ...base, rev: 2, name: "Luna GmbH" };
    const error = await saveRow(base, { name: "Café Luna" }, () => Promise.reject(stale(theirs))).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Clash);
    expect((error as Clash<Row>).current).toBe(theirs);
  });

  test("gives up after three tries, and at once on other errors", async () => {
    let rev = 1;
    const busy = vi.fn(() => Promise.reject(stale({ ...base, rev: (rev += 1) })));
    await expect(saveRow(base, { name: "x" }, busy)).rejects.toMatchObject({ status: 412 });
    expect(busy).toHaveBeenCalledTimes(3);

    const refused = vi.fn(() => Promise.reject(new ApiError({ status: 422, code: "x", message: "no" })));
    await expect(saveRow(base, { name: "x" }, refused)).rejects.toMatchObject({ status: 422 });
    expect(refused).toHaveBeenCalledTimes(1);
  });
});
