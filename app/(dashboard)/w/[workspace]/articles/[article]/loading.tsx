import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-8 pt-8">
      <SkeletonText lines={2} label="Opening the article" />
      <div className="grid gap-12 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,1fr)]">
        <SkeletonText lines={16} label="" />
        <Skeleton className="h-72 w-full" />
      </div>
    </div>
  );
}
