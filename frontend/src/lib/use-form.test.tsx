import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as v from "valibot";
import { describe, expect, test, vi } from "vitest";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiError } from "./api/errors";
import { useForm } from "./use-form";

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty("Enter a name.")),
  code: v.pipe(v.string(), v.maxLength(4, "Too long.")),
  remember: v.boolean(),
});

function Form({ send, refuse }: { send: (values: unknown) => void; refuse?: ApiError }) {
  const form = useForm(schema, { name: "", code: "", remember: false });
  return (
    <form
      id={form.id}
      noValidate
      onSubmit={form.submit((values) => {
        send(values);
        if (refuse) form.showFaults(refuse);
        else form.reset({ ...values });
      })}
    >
      <Field label="Name" error={form.errors.name}>
        <Input {...form.field("name")} />
      </Field>
      <Field label="Code" error={form.errors.code}>
        <Input {...form.field("code")} />
      </Field>
      <label>
        <input type="checkbox" {...form.check("remember")} /> Remember
      </label>
      <button type="submit">{form.dirty ? "Save" : "Saved"}</button>
    </form>
  );
}

describe("a form", () => {
  test("shows every fault beside its field and goes to the first", async () => {
    const send = vi.fn();
    render(<Form send={send} />);
    await userEvent.type(screen.getByLabelText("Code"), "ABCDE");
    await userEvent.click(screen.getByRole("button"));
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Enter a name.");
    expect(screen.getByLabelText("Code")).toBeInvalid();
    expect(screen.getByLabelText("Name")).toHaveFocus();
  });

  test("forgets a fault when its field changes", async () => {
    render(<Form send={vi.fn()} />);
    await userEvent.click(screen.getByRole("button"));
    await userEvent.type(screen.getByLabelText("Name"), "A");
    expect(screen.queryByText("Enter a name.")).not.toBeInTheDocument();
  });

  test("sends what the schema makes of the values, and is clean afterwards", async () => {
    const send = vi.fn();
    render(<Form send={send} />);
    await userEvent.type(screen.getByLabelText("Name"), "  Ada ");
    await userEvent.click(screen.getByLabelText("Remember"));
    expect(screen.getByRole("button")).toHaveTextContent("Save");
    await userEvent.click(screen.getByRole("button"));
    expect(send).toHaveBeenCalledWith({ name: "Ada", code: "", remember: true });
    expect(screen.getByRole("button")).toHaveTextContent("Saved");
    expect(screen.getByLabelText("Name")).toHaveValue("Ada");
  });

  test("takes what the browser filled in without telling", async () => {
    const send = vi.fn();
    render(<Form send={send} />);
    screen.getByLabelText<HTMLInputElement>("Name").setAttribute("value", "Ada");
    (screen.getByLabelText("Name") as HTMLInputElement).value = "Ada";
    await userEvent.click(screen.getByRole("button"));
    expect(send).toHaveBeenCalledWith(expect.objectContaining({ name: "Ada" }));
  });

  test("shows what the server found", async () => {
    const refuse = new ApiError({
      status: 422,
      code: "invalid_body",
      message: "See errors.",
      faults: [{ pointer: "/code", code: "duplicate", detail: "This code is taken." }],
    });
    render(<Form send={vi.fn()} refuse={refuse} />);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    await userEvent.click(screen.getByRole("button"));
    expect(screen.getByLabelText("Code")).toHaveAccessibleDescription("This code is taken.");
    expect(screen.getByLabelText("Code")).toHaveFocus();
  });
});
