/** Ends the refusal of a date that is unlikely and not impossible: a person may confirm it. */
export const DATE_QUESTION = "Is the date right?";

export const isDateQuestion = (message: string | undefined): boolean => message?.endsWith(DATE_QUESTION) === true;
