"use client";

import { useState } from "react";
import type { ForeignQuery } from "@/components/themes/foreign-query";
import { RuleText } from "@/components/themes/rule-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { parseRule } from "@/server/core/themes/parse-rule";
import { translateQuery, type TranslatedQuery } from "@/server/core/themes/translate-query";

const DIALECTS = { mediacloud: "Media Cloud", meltwater: "Meltwater", brandwatch: "Brandwatch" } as const;

/** Offers the translation of a pasted query, and says what was changed. */
export function TranslationNote({ foreign, source, onTranslate }: { foreign: ForeignQuery; source: string; onTranslate: (rule: string) => void }) {
  const [done, setDone] = useState<{ translated: TranslatedQuery; before: string } | null>(null);
  if (done && source === done.translated.rule) {
    return (
      <Banner
        title={`Translated from ${DIALECTS[done.translated.dialect]}`}
        live
        actions={
          <Button size="small" onClick={() => onTranslate(done.before)}>
            Back to what I pasted
          </Button>
        }
      >
        <Notes notes={done.translated.notes} />
      </Banner>
    );
  }
  const { pasted } = foreign;
  if (!pasted || !source.includes(pasted)) return null;
  const translated = translateQuery(pasted);
  if (translated.rule === pasted || translated.notes.length === 0) return null;
  const whole = source.replace(pasted, () => (source.trim() === pasted ? translated.rule : `(${translated.rule})`)).trim();
  return (
    <Banner
      title={`This looks like a query from ${DIALECTS[translated.dialect]}`}
      live
      actions={
        <>
          <Button
            size="small"
            onClick={() => {
              setDone({ translated: { ...translated, rule: whole }, before: source });
              onTranslate(whole);
              foreign.dismiss();
            }}
          >
            Translate it
          </Button>
          <Button size="small" variant="plain" onClick={foreign.dismiss}>
            Leave it
          </Button>
        </>
      }
    >
      <RuleText source={translated.rule} className="my-1.5" />
      <Notes notes={translated.notes} />
      {parseRule(whole).ok ? null : <p className="text-sm">It will still need a correction by hand.</p>}
    </Banner>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  return (
    <ul className="m-0 list-disc pl-5 text-sm">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
