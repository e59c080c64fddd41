import type { ZodType } from "zod";
import type { Resolver } from "@/components/ui/use-form";

/**
 * What checks a form before it is sent. The shape, and zod with it, is loaded when the form is first sent, because most
 * visits send none. Where it cannot be loaded, the server's check, by the same shape, gives the answer.
 */
export function validateWith<Typed extends object, Checked>(loadShape: () => Promise<ZodType<Checked, Typed>>): Resolver<Typed, Checked> {
  return async (typed) => {
    const shape = await loadShape().catch(() => null);
    const judged = shape?.safeParse(typed);
    if (!judged) return { values: typed as unknown as Checked };
    if (judged.success) return { values: judged.data };
    const sentences = judged.error.issues.toReversed().map(({ path, message }) => [String(path[0] ?? "root"), { message }]);
    return { errors: Object.fromEntries(sentences) };
  };
}

/** Checks what is no form in the same way. Sentences by field ("" for the value itself); null when there is no fault. */
export async function findFaults(loadShape: () => Promise<ZodType>, value: unknown): Promise<Record<string, string> | null> {
  const shape = await loadShape().catch(() => null);
  const issues = shape?.safeParse(value).error?.issues ?? [];
  return issues.length > 0 ? Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ""), message])) : null;
}
