import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="pt-10">
      <SkeletonText lines={8} label="Reading the meetings" />
    </div>
  );
}
