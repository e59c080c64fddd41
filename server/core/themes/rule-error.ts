/** A change that would put things right: replace [start, end) of the source by `replacement`. */
export interface Mend {
  readonly label: string;
  readonly replacement: string;
  readonly start: number;
  readonly end: number;
}

/** What is wrong or doubtful in a rule's source, at [start, end) in UTF-16 units, in a sentence for a person. */
export interface RuleError {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly mend?: Mend;
}

/** Thrown inside the parser only; `parseRule` turns it into an answer. */
export class RuleFault extends Error {
  constructor(readonly fault: RuleError) {
    super(fault.message);
  }
}
