import { WorkbenchSkeleton } from "@/components/themes/workbench-skeleton";

export default function Loading() {
  return <WorkbenchSkeleton label="Reading the theme" />;
}
