import { z } from "zod";

const slug = z.string().min(1).max(80);

/** A verb's own strict shape with the workspace's slug beside it. */
export const inWorkspace = <T extends z.ZodRawShape>(shape: z.ZodObject<T>) => shape.extend({ workspace: slug });

export const onlyWorkspace = z.strictObject({ workspace: slug });

/** What the verb is given: the request without the slug, which the procedure has turned into a scope. */
export function verbInput<T extends { workspace: string }>(input: T): Omit<T, "workspace"> {
  const { workspace: _workspace, ...rest } = input;
  return rest;
}
