import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="page-gutter pt-24">
      <SkeletonText lines={5} label="Opening your account" />
    </div>
  );
}
