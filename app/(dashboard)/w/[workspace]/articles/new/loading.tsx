import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid max-w-[64rem] gap-6 pt-8">
      <SkeletonText lines={2} label="Opening the form" />
      <Skeleton className="h-28 w-full" />
    </div>
  );
}
