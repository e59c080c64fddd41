import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="page-gutter pt-12">
      <SkeletonText lines={4} label="Looking for your workspaces" />
    </div>
  );
}
