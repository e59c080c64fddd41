import { joinClasses } from "@/components/ui/join-classes";

/** A quiet stand-in of the size of what comes. Give it the size by class name: "h-96 w-full". */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={joinClasses("animate-breathe bg-rule motion-reduce:animate-none", className ?? "h-4 w-full")} />;
}

/** Lines of text that are on their way, with one sentence for those who listen. */
export function SkeletonText({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <output className="grid gap-2.5">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={index === lines - 1 ? "h-4 w-2/3" : "h-4 w-full"} />
      ))}
    </output>
  );
}
