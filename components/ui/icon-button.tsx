"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

/** A square button that shows only an icon; `label` is its name for everybody who does not see it. */
export function IconButton({ icon, label, className, size = "small", variant = "plain", ...rest }: Omit<ButtonProps, "children"> & { icon: IconName; label: string }) {
  return (
    <Button {...rest} size={size} variant={variant} aria-label={label} title={label} className={joinClasses("aspect-square px-0!", size === "small" ? "w-8 pointer-coarse:w-10" : "w-10", className)}>
      <Icon name={icon} />
    </Button>
  );
}
