import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6 pt-8">
      <SkeletonText lines={2} label="Reading the themes" />
      {Array.from({ length: 4 }, (_, row) => (
        <Skeleton key={row} className="h-16 w-full" />
      ))}
    </div>
  );
}
