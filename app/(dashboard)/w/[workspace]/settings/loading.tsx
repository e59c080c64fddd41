import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return <SkeletonText lines={5} label="Opening the settings" />;
}
