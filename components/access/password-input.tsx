"use client";

import { type ComponentProps, useState } from "react";
import { TextInput } from "@/components/ui/text-input";
import { joinClasses } from "@/components/ui/join-classes";

/** A password that can be looked at while it is typed; put it inside a Field. */
export function PasswordInput({ className, ...rest }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextInput {...rest} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} className={joinClasses("pr-18", className)} />
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 right-1 rounded-xs px-3 text-sm font-medium text-ink-soft hover:bg-sunken focus-visible:outline-offset-0"
      >
        Show<span className="sr-only"> what is typed</span>
      </button>
    </div>
  );
}
