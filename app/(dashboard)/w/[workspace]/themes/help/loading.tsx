import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="pt-8">
      <SkeletonText lines={6} label="Opening the help" />
    </div>
  );
}
