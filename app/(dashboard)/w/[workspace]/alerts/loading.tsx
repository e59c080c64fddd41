import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6 pt-8">
      <SkeletonText lines={2} label="Reading the alerts" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
