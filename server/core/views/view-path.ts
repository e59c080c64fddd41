import type { ViewKind } from "@/server/core/views/view-shapes";

/** Where a saved view opens, below the workspace's own address. */
export const viewPath = (kind: ViewKind, query: string): string => `${kind}${query ? `?${query}` : ""}`;
