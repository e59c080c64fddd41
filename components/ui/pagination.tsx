import { LinkButton } from "@/components/ui/link-button";

/** Pages with addresses of their own: earlier and later, and where one is. */
export function Pagination({ page, pageCount, hrefFor, label = "Pages" }: { page: number; pageCount: number; hrefFor: (page: number) => string; label?: string }) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-center gap-4 py-5">
      {page > 1 ? (
        <LinkButton size="small" rel="prev" href={hrefFor(page - 1)}>
          Previous
        </LinkButton>
      ) : null}
      <span className="text-sm text-ink-soft">
        Page {page} of {pageCount}
      </span>
      {page < pageCount ? (
        <LinkButton size="small" rel="next" href={hrefFor(page + 1)}>
          Next
        </LinkButton>
      ) : null}
    </nav>
  );
}
