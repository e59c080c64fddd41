import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type BannerTone = "info" | "warn" | "danger";

const TONES: Record<BannerTone, string> = {
  info: "border-accent bg-accent-wash",
  warn: "border-warn bg-warn-wash",
  danger: "border-danger bg-danger-wash",
};
const MARKS: Record<BannerTone, string> = { info: "text-accent", warn: "text-warn", danger: "text-danger" };

export type BannerProps = {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announce it when it appears after the page was read. */
  live?: boolean;
  className?: string;
};

/** A fact about the whole page or section that must not be missed. */
export function Banner({ tone = "info", title, children, actions, live = false, className }: BannerProps) {
  return (
    <div role={live ? (tone === "danger" ? "alert" : "status") : undefined} className={joinClasses("flex flex-wrap items-start gap-x-3 gap-y-2 border-l-4 px-4 py-2.5 text-[0.9375rem] text-ink", TONES[tone], className)}>
      <Icon name={tone === "info" ? "info" : "warn"} className={`mt-0.5 size-5 ${MARKS[tone]}`} />
      <div className="min-w-0 flex-1 basis-48">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-pretty">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
    </div>
  );
}
