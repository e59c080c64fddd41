export const VERDICTS = ["relevant", "not_relevant", "withdrawn"] as const;
export const STANCES = ["supports", "opposes", "mixed", "none"] as const;
