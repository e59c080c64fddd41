export const ORIGINS = ["form", "address", "import", "feed", "demo"] as const;

export const UNITS = ["articles", "stories"] as const;
