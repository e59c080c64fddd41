"use client";

import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { type Completion, completeRule } from "@/components/themes/complete-rule";
import { CompletionList } from "@/components/themes/completion-list";
import type { RuleSegment } from "@/components/themes/highlight-rule";
import { replaceText } from "@/components/themes/replace-text";
import { RuleSource } from "@/components/themes/rule-source";
import { loadRuleLanguage } from "@/components/themes/use-rule-reading";
import { useFieldWiring } from "@/components/ui/field-context";
import { joinClasses } from "@/components/ui/join-classes";

export interface RuleFieldProps {
  value: string;
  onChange: (source: string) => void;
  /** The text in its colours. */
  segments: readonly RuleSegment[];
  onPasteText?: (text: string) => void;
  onSubmit?: () => void;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  rows?: number;
}

const TEXT_LOOK = "m-0 w-full min-w-0 border-0 px-3 py-2.5 font-mono text-[0.9375rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] [tab-size:2]";

/**
 * The rule as text with syntax colours: a plain textarea whose letters are drawn by the layer beneath it, so that
 * selection, undo, dictation and screen readers work as in any textarea. Capitals offer the operators that they begin.
 */
export function RuleField({ value, onChange, segments, onPasteText, onSubmit, inputRef, rows = 7 }: RuleFieldProps) {
  const wiring = useFieldWiring({});
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const caretMark = useRef<HTMLSpanElement>(null);
  const { from, choices } = caret === null ? { from: 0, choices: [] } : completeRule(value, caret);
  const isOpen = choices.length > 0;
  // A last line that is empty has no height without something on it.
  const drawn: RuleSegment[] = [...segments, { start: value.length, end: value.length + 1, colour: "plain", problem: null }];

  const follow = () => {
    const field = inputRef.current;
    setCaret(field && field.selectionStart === field.selectionEnd ? field.selectionStart : null);
    setChosen(0);
  };
  const accept = (choice: Completion) => {
    if (inputRef.current && caret !== null) replaceText(inputRef.current, from, caret, choice.insert, from + choice.caret);
    setCaret(null);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit?.();
      return;
    }
    if (!isOpen || event.nativeEvent.isComposing) return;
    const choice = choices[Math.min(chosen, choices.length - 1)];
    if (event.key === "Escape") setCaret(null);
    else if (event.key === "ArrowDown") setChosen((at) => (at + 1) % choices.length);
    else if (event.key === "ArrowUp") setChosen((at) => (at + choices.length - 1) % choices.length);
    else if ((event.key === "Enter" || event.key === "Tab") && choice) accept(choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative">
      <div
        ref={scroller}
        className={joinClasses(
          "grid max-h-[60dvh] min-h-24 overflow-y-auto rounded-xs border bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent",
          wiring["aria-invalid"] ? "border-2 border-danger" : "border-edge",
        )}
      >
        <pre aria-hidden="true" className={`${TEXT_LOOK} pointer-events-none relative col-start-1 row-start-1 text-ink`}>
          <RuleSource source={`${value} `} segments={drawn} caret={isOpen && caret !== null ? caret : undefined} caretRef={caretMark} />
        </pre>
      <textarea
        {...wiring}
        ref={inputRef}
        value={value}
        rows={rows}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
        }}
        onKeyDown={handleKeyDown}
        onKeyUp={(event) => {
          if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) follow();
        }}
        onClick={() => setCaret(null)}
        onBlur={() => setCaret(null)}
        onFocus={() => void loadRuleLanguage()}
        onPaste={(event) => onPasteText?.(event.clipboardData.getData("text/plain"))}
        className={`${TEXT_LOOK} col-start-1 row-start-1 resize-none overflow-hidden bg-transparent text-transparent caret-ink outline-none selection:bg-accent/30 selection:text-transparent`}
      />
      </div>
      {isOpen ? (
        <CompletionList key={caret} id={listId} anchor={caretMark} scroller={scroller} choices={choices} chosen={chosen} onAccept={accept} />
      ) : null}
    </div>
  );
}
