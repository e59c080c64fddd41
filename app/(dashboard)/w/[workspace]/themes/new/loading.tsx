import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6 pt-8 xl:grid-cols-[7fr_5fr]">
      <div className="grid gap-4">
        <SkeletonText lines={1} label="Opening the form" />
        <Skeleton className="h-48 w-full" />
      </div>
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
