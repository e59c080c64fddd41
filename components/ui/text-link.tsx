import Link from "next/link";
import type { ComponentProps } from "react";
import { joinClasses } from "@/components/ui/join-classes";

/** A link in running text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={joinClasses("text-link", className)} />;
}
