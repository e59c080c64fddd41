"use client";

import { useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { useFileChooser } from "@/components/ui/use-file-chooser";
import { type Pasted, recognisePaste } from "@/server/core/articles/recognise-paste";
import { IMPORT_ENDINGS } from "@/server/core/imports/import-limits";

/** The page has one purpose, and this is where it begins. */
const focusAtOnce = (node: HTMLElement | null) => node?.focus();

export interface IntakeFieldProps {
  /** False where something above it goes first. */
  takesFocus: boolean;
  pending: boolean;
  error: string | null;
  onTake: (pasted: Pasted) => void;
  onFiles: (files: File[]) => void;
  onTypeByHand: () => void;
}

/** The one field: an address, a text or a file. It says what it takes the input for. */
export function IntakeField({ takesFocus, pending, error, onTake, onFiles, onTypeByHand }: IntakeFieldProps) {
  const [input, setInput] = useState("");
  const chooser = useFileChooser({ label: "File with articles", accept: IMPORT_ENDINGS, multiple: true, onFiles });
  const pasted = recognisePaste(input);
  const take = () => {
    if (pasted.kind !== "nothing") onTake(pasted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    take();
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Field label="Address, text or file" error={error} hint={sayRecognised(pasted)}>
        <TextArea
          rows={3}
          ref={takesFocus ? focusAtOnce : undefined}
          value={input}
          spellCheck={false}
          placeholder="Paste a web address or the text of an article, or drop a file here"
          onKeyDown={onKeyDown}
          onChange={(event) => setInput(event.target.value)}
          onPaste={(event) => {
            const whole = recognisePaste(event.clipboardData.getData("text/plain"));
            // Something typed before the paste belongs to it, so only a paste into the empty field goes on by itself.
            if (input.trim() !== "" || event.clipboardData.files.length > 0 || whole.kind === "nothing") return;
            event.preventDefault();
            if (whole.kind === "address") setInput(whole.url);
            onTake(whole);
          }}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Reading" disabled={pasted.kind === "nothing"}>
          {pasted.kind === "text" ? "Go on with this text" : pasted.kind === "addresses" ? `Read ${pasted.urls.length} addresses` : "Read the address"}
        </Button>
        <Button onClick={chooser.open}>Choose a file</Button>
        <Button variant="plain" onClick={onTypeByHand}>
          Type it in
        </Button>
        {chooser.input}
      </div>
    </form>
  );
}

function sayRecognised(pasted: Pasted): string {
  switch (pasted.kind) {
    case "nothing":
      return "Files: CSV, Excel, JSON, feeds and lists of feeds, also packed as .gz.";
    case "address":
      return "This is an address: the page will be read and the form filled.";
    case "addresses":
      return `These are ${pasted.urls.length} addresses: each will be read and wait for you on the list.`;
    case "text":
      return pasted.url ? "This is a text with its address." : "This is a text.";
  }
}
