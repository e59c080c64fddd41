import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonLook, type ButtonSize, type ButtonVariant } from "@/components/ui/button-look";

export type LinkButtonProps = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize };

/** Goes to another address but looks like a button. What changes data is a Button. */
export function LinkButton({ variant = "quiet", size = "medium", className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={buttonLook(variant, size, className)} />;
}
