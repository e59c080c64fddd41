export const ORIGINS = ["form", "address", "import", "feed", "api", "demo"] as const;

export const UNITS = ["articles", "stories"] as const;
