const PATHS = {
  add: "M10 3.5v13M3.5 10h13",
  close: "M5 5l10 10M15 5L5 15",
  check: "M4 10.5l4 4 8-9",
  chevronDown: "M5 7.5l5 5 5-5",
  chevronLeft: "M12.5 5l-5 5 5 5",
  chevronRight: "M7.5 5l5 5-5 5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  search: "M8.5 14a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM12.5 12.5L17 17",
  info: "M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM10 9v5M10 6.2h.01",
  warn: "M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.2h.01",
  external: "M8 4H4v12h12v-4M11 4h5v5M16 4l-7.5 7.5",
  download: "M10 3v10M5.5 9L10 13.5 14.5 9M4 17h12",
  link: "M8.5 11.5a3 3 0 004.2 0l3-3a3 3 0 00-4.2-4.2l-1 1M11.5 8.5a3 3 0 00-4.2 0l-3 3a3 3 0 004.2 4.2l1-1",
  undo: "M4 8h8a4.5 4.5 0 010 9H8M4 8l3.5-3.5M4 8l3.5 3.5",
  filter: "M3 5h14M5.5 10h9M8 15h4",
  sortUp: "M6 12l4-5 4 5",
  sortDown: "M6 8l4 5 4-5",
  flag: "M5 17.5V3M5 3.5h10l-2.5 3.5L15 10.5H5",
  person: "M10 10a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3.5 17.5c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5",
  chart: "M3 3v14h14M6 13l3.5-4.5 3 2.5L17 5",
  text: "M4 5h12M4 9h12M4 13h7",
  table: "M3 4h14v12H3zM3 8h14M8 4v12",
  settings: "M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4",
} as const;

export type IconName = keyof typeof PATHS;

/** A 20-unit line drawing in the colour of the text. Decorative unless `label` is given. */
export function Icon({ name, label, className = "size-4" }: { name: IconName; label?: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.6 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`${className} shrink-0`}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
