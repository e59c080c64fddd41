import type { Outputs } from "@/components/api/api-provider";
import { Button } from "@/components/ui/button";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";

/** What else an article must, or must not, be about: comes from links, leaves by a click. */
export function ThemeChips({ filter, themes, set }: { filter: CoverageFilter; themes: Outputs["themes"]["list"]; set: (changes: CoverageFilter) => void }) {
  const chips = (["allThemes", "noThemes"] as const).flatMap((field) => (filter[field] ?? []).map((id) => ({ field, id, name: themes.find((theme) => theme.id === id)?.name ?? "a theme that is gone" })));
  if (chips.length === 0) return null;
  return (
    <ul className="m-0 flex list-none flex-wrap gap-2 p-0 text-sm" aria-label="Further conditions">
      {chips.map(({ field, id, name }) => (
        <li key={`${field}-${id}`} className="flex items-center gap-2 rounded-xs border border-rule-strong py-0.5 pr-1 pl-2.5">
          <span className="[overflow-wrap:anywhere]">
            {field === "allThemes" ? "Only articles also about" : "No article about"} {name}
          </span>
          <Button size="small" variant="plain" onClick={() => set({ [field]: without(filter[field], id) })}>
            Remove<span className="sr-only"> this condition, {name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function without(ids: readonly string[] | undefined, id: string): string[] | undefined {
  const rest = (ids ?? []).filter((other) => other !== id);
  return rest.length > 0 ? rest : undefined;
}
