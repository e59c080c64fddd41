import type { FieldValues, Resolver } from "react-hook-form";
import type { ZodType } from "zod";

/**
 * What checks a form before it is sent. The shape, and zod with it, is loaded when the form is first sent, because most
 * visits send none. Where it cannot be loaded, the server's check, by the same shape, gives the answer.
 */
export function validateWith<Typed extends FieldValues, Checked extends FieldValues>(loadShape: () => Promise<ZodType<Checked, Typed>>): Resolver<Typed, unknown, Checked> {
  return async (values, context, options) => {
    const loaded = await Promise.all([import("@hookform/resolvers/zod"), loadShape()]).catch(() => null);
    if (!loaded) return { values: values as unknown as Checked, errors: {} };
    const [{ zodResolver }, shape] = loaded;
    return zodResolver(shape)(values, context, options);
  };
}

/** Checks what is no form in the same way. Sentences by field ("" for the value itself); null when there is no fault. */
export async function findFaults(loadShape: () => Promise<ZodType>, value: unknown): Promise<Record<string, string> | null> {
  const shape = await loadShape().catch(() => null);
  const issues = shape?.safeParse(value).error?.issues ?? [];
  return issues.length > 0 ? Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ""), message])) : null;
}
