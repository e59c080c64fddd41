import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

/** The place of a rule and its preview, before they are there. */
export function WorkbenchSkeleton({ label }: { label: string }) {
  return (
    <div className="grid gap-6 pt-8 xl:grid-cols-[7fr_5fr]">
      <div className="grid gap-4">
        <SkeletonText lines={1} label={label} />
        <Skeleton className="h-48 w-full" />
      </div>
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
