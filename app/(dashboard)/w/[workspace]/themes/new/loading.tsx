import { WorkbenchSkeleton } from "@/components/themes/workbench-skeleton";

export default function Loading() {
  return <WorkbenchSkeleton label="Opening the form" />;
}
