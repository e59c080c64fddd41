import type { ReactNode } from "react";

/** Words for those who listen and not for those who look. */
export function VisuallyHidden({ children, as: Tag = "span" }: { children: ReactNode; as?: "span" | "div" | "h2" | "h3" | "p" }) {
  return <Tag className="sr-only">{children}</Tag>;
}
