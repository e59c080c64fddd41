import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6 pt-8">
      <SkeletonText lines={2} label="Reading the articles" />
      <Skeleton className="h-20 w-full" />
      <SkeletonText lines={12} label="" />
    </div>
  );
}
