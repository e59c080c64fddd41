"use client";

import { lazy, Suspense, useState } from "react";
import type { OpenedArticle, OpenedTheme } from "@/components/articles/theme-judgement";
import { SkeletonText } from "@/components/ui/skeleton";

/** The rule engine is fetched with it, and only by who asks. */
const ThemeMisses = lazy(async () => ({ default: (await import("@/components/articles/theme-misses")).ThemeMisses }));

/** The themes that do not match an article; opened, each says which part of its rule failed and what came closest. */
export function AbsentThemes({ article, themes }: { article: OpenedArticle; themes: readonly OpenedTheme[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (themes.length === 0) return null;
  return (
    <details className="mt-3 border-t border-rule pt-3 print:not-open:hidden" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer text-sm text-link">{themes.length === 1 ? "Why the other theme does not match" : `Why the other ${themes.length} themes do not match`}</summary>
      {isOpen ? (
        <Suspense fallback={<SkeletonText lines={3} label="Reading the rules" />}>
          <ThemeMisses article={article} themes={themes} />
        </Suspense>
      ) : null}
    </details>
  );
}
