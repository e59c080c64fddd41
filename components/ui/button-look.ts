import { joinClasses } from "@/components/ui/join-classes";

export type ButtonVariant = "primary" | "quiet" | "danger" | "plain";
export type ButtonSize = "small" | "medium";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  quiet: "border-edge bg-transparent text-ink hover:bg-sunken",
  danger: "border-danger bg-danger text-on-danger hover:border-danger-strong hover:bg-danger-strong",
  plain: "border-transparent bg-transparent text-accent underline-offset-4 hover:bg-accent-wash",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-8 px-2.5 py-1 text-sm pointer-coarse:min-h-10",
  medium: "min-h-10 px-4 py-1.5 text-[0.9375rem] pointer-coarse:min-h-11",
};

/** Class names shared by Button, LinkButton and menu triggers, so that they look alike; on paper nothing can be pressed. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return joinClasses(
    "inline-flex items-center justify-center gap-2 rounded-xs border font-medium leading-tight no-underline select-none",
    "transition-colors disabled:opacity-55 aria-disabled:opacity-55 print:hidden",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}
