import { describe, expect, it, vi } from "vitest";
import { Form, type Resolver } from "@/components/ui/use-form";
import { validateWith } from "@/components/ui/validate-with";
import { z } from "zod";

interface Typed {
  name: string;
  days: number;
}

/** Stands for an input of the page. */
const control = (value = "") => ({ value, focus: vi.fn(), select: vi.fn() });
const put = (form: Form<Typed, Typed>, name: "name" | "days", input: ReturnType<typeof control>, settings?: { valueAsNumber?: boolean }) => {
  const props = form.register(name, settings);
  props.ref(input as unknown as HTMLInputElement);
  return { type: (value: string) => props.onChange({ target: Object.assign(input, { value }) } as never), leave: () => props.onBlur() };
};
const named: Resolver<Typed> = async (typed) => (typed.name === "" ? { errors: { name: { message: "Say a name." } } } : { values: typed });
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("a form", () => {
  it("keeps what stood in a field before the page came alive, and fills in what it knows", () => {
    const form = new Form<Typed>({ resolver: named, defaultValues: { days: 90 } });
    const [name, days] = [control("typed early"), control("30")];
    put(form, "name", name);
    put(form, "days", days, { valueAsNumber: true });
    expect(form.getValues()).toEqual({ name: "typed early", days: 90 });
    expect(days.value).toBe("90");
    expect(form.register("name")).toBe(form.register("name"));
  });

  it("judges when it is sent, leads to the first fault, and judges that field again as it is typed", async () => {
    const form = new Form<Typed>({ resolver: named, defaultValues: { name: "", days: 90 } });
    const name = control();
    const { type } = put(form, "name", name);
    const send = vi.fn();
    type("");
    await settled();
    expect(form.formState.errors).toEqual({});
    await form.handleSubmit(send)();
    expect(send).not.toHaveBeenCalled();
    expect(name.focus).toHaveBeenCalledTimes(1);
    expect(form.formState).toMatchObject({ errors: { name: { message: "Say a name." } }, isSubmitting: false, isSubmitSuccessful: false });
    type("N");
    await vi.waitFor(() => expect(form.formState.errors.name).toBeUndefined());
    await form.handleSubmit(send)();
    expect(send).toHaveBeenCalledWith({ name: "N", days: 90 });
    expect(form.formState.isSubmitSuccessful).toBe(true);
  });

  it("waits for the field to be left where that is asked for", async () => {
    const form = new Form<Typed>({ resolver: named, defaultValues: { name: "", days: 90 }, reValidateMode: "onBlur" });
    const { type, leave } = put(form, "name", control());
    await form.handleSubmit(() => {})();
    type("N");
    await settled();
    expect(form.formState.errors.name).toBeDefined();
    leave();
    await vi.waitFor(() => expect(form.formState.errors.name).toBeUndefined());
  });

  it("shows what the server refused, and is no success then", async () => {
    const form = new Form<Typed>({ resolver: named, defaultValues: { name: "N", days: 90 } });
    const name = control();
    put(form, "name", name);
    await form.handleSubmit(() => form.setError("name", { message: "Taken." }, { shouldFocus: true }))();
    expect(form.formState).toMatchObject({ errors: { name: { message: "Taken." } }, isSubmitSuccessful: false });
    expect(name.focus).toHaveBeenCalled();
    await expect(form.handleSubmit(() => Promise.reject(new Error("broken")))()).rejects.toThrow("broken");
    expect(form.formState.isSubmitting).toBe(false);
  });

  it("tells who follows of each change, and whether anything differs from the beginning", () => {
    const form = new Form<Typed>({ resolver: named, defaultValues: { name: "N", days: 90 } });
    const { type } = put(form, "name", control());
    const told: unknown[] = [];
    const stop = form.subscribe(({ values, isDirty }) => told.push([values.name, isDirty]));
    type("No");
    form.setValue("name", "N");
    form.reset({ name: "Next", days: 1 });
    stop();
    type("Nobody hears");
    expect(told).toEqual([["No", true], ["N", false], ["Next", false]]);
  });

  it("takes the sentences of a shape, the first of each field", async () => {
    const shape = z.object({ name: z.string().min(3, "Longer.").regex(/^[a-z]+$/, "Letters only."), days: z.number() });
    const resolve = validateWith<Typed, Typed>(async () => shape);
    expect(await resolve({ name: "1", days: 1 })).toEqual({ errors: { name: { message: "Longer." } } });
    expect(await resolve({ name: "abc", days: 1 })).toEqual({ values: { name: "abc", days: 1 } });
    const lost = validateWith<Typed, Typed>(() => Promise.reject(new Error("no network")));
    expect(await lost({ name: "1", days: 1 })).toEqual({ values: { name: "1", days: 1 } });
  });
});
