export type RefusalCode = "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "INVALID" | "TOO_MANY" | "BUSY";

/**
 * What a verb throws when it will not do what was asked. The message is a sentence for the person; `field` names the
 * input it stands beside. Anything else that is thrown is a surprise and reaches the person only as a reference.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** A foreign id answers exactly like a random one. */
export const notFound = (what: string) => new Refusal("NOT_FOUND", `There is no such ${what} in this workspace.`);
