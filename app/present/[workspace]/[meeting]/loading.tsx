import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="page-gutter pt-10">
      <SkeletonText lines={8} label="Loading all slides" />
    </div>
  );
}
