"use client";

import type { ComponentProps, MouseEvent } from "react";
import { buttonLook, type ButtonSize, type ButtonVariant } from "@/components/ui/button-look";
import { Spinner } from "@/components/ui/spinner";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button keeps its focus and its width, says so, and ignores clicks. */
  pending?: boolean;
  pendingLabel?: string;
};

export function Button({
  variant = "quiet",
  size = "medium",
  pending = false,
  pendingLabel,
  type = "button",
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) {
      // aria-disabled, unlike disabled, does not stop a submit; a double click must not send twice.
      event.preventDefault();
      return;
    }
    onClick?.(event);
  };
  return (
    // oxlint-disable-next-line react/button-has-type
    <button
      {...rest}
      type={type}
      className={buttonLook(variant, size, className)}
      aria-disabled={pending || rest["aria-disabled"] || undefined}
      aria-busy={pending || undefined}
      onClick={handleClick}
    >
      {pending ? <Spinner /> : null}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}
