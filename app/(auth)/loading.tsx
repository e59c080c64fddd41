import { AuthCard } from "@/components/shell/auth-card";
import { SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <AuthCard title="One moment">
      <SkeletonText lines={3} label="Opening the page" />
    </AuthCard>
  );
}
