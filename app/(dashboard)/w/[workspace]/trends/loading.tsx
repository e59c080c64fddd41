import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6 pt-8">
      <SkeletonText lines={2} label="Drawing the chart" />
      <Skeleton className="h-[26rem] w-full" />
    </div>
  );
}
