"use client";

import type { UseFormReturn } from "react-hook-form";
import { AlikeNote } from "@/components/articles/alike-note";
import type { ArticleValues } from "@/components/articles/article-values";
import { languageOptions } from "@/components/articles/language-options";
import type { AlikeArticle } from "@/components/articles/use-alike";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { isDateQuestion } from "@/server/core/articles/date-question";

export interface ArticleFieldsProps {
  form: UseFormReturn<ArticleValues>;
  /** Where each field was found, in plain words. */
  sources?: Partial<Record<keyof ArticleValues, string>>;
  withUrl: boolean;
  outlets: readonly string[];
  /** Articles that the form repeats. */
  alike?: readonly AlikeArticle[];
  /** The person means the unlikely date: save with it. */
  onConfirmDate: () => void;
}

const NONE: readonly AlikeArticle[] = [];

/** The fields of an article, each with where it was found and what is wrong with it. */
export function ArticleFields({ form, sources, withUrl, outlets, alike = NONE, onConfirmDate }: ArticleFieldsProps) {
  const { errors } = form.formState;
  const asideOf = (field: keyof ArticleValues) => (sources?.[field] ? <span className="text-good">found in {sources[field]}</span> : undefined);
  const language = form.getValues("language");
  const dateError = errors.publishedAt?.message;
  return (
    <div className="grid gap-5">
      {withUrl ? (
        <div>
          <Field label="Address" error={errors.url?.message}>
            <TextInput placeholder="none" inputMode="url" autoComplete="off" spellCheck={false} {...form.register("url")} />
          </Field>
          <AlikeNote found={alike} kinds={["address"]} />
        </div>
      ) : null}
      <div>
        <Field label="Headline" error={errors.title?.message} aside={asideOf("title")}>
          <TextInput autoComplete="off" lang={language || undefined} {...form.register("title")} />
        </Field>
        <AlikeNote found={alike} kinds={["title"]} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2 sm:items-start">
        <Field label="Outlet" error={errors.outlet?.message} aside={asideOf("outlet")}>
          <TextInput placeholder={withUrl ? "as the address says" : undefined} autoComplete="off" list="known-outlets" {...form.register("outlet")} />
        </Field>
        <div className="grid min-w-0 justify-items-stretch gap-2">
          <Field label="Published" error={dateError} aside={asideOf("publishedAt")}>
            <TextInput autoComplete="off" placeholder="2025-03-04 or 4 March 2025, 14:30" {...form.register("publishedAt")} />
          </Field>
          {isDateQuestion(dateError) ? (
            <Button size="small" onClick={onConfirmDate} className="justify-self-start">
              Yes, the date is right
            </Button>
          ) : null}
        </div>
        <Field label="Author" error={errors.author?.message} aside={asideOf("author")}>
          <TextInput autoComplete="off" {...form.register("author")} />
        </Field>
        <Field label="Language" error={errors.language?.message} aside={asideOf("language")}>
          <Select options={[{ value: "", label: "Told by the text" }, ...languageOptions([language])]} {...form.register("language")} />
        </Field>
      </div>
      <div>
        <Field label="Text" error={errors.text?.message} aside={asideOf("text")}>
          {/* A box that grows with a megabyte of text lays it out anew at every key. */}
          <TextArea rows={14} lang={language || undefined} className="reading field-sizing-fixed max-w-none resize-y" {...form.register("text")} />
        </Field>
        <AlikeNote found={alike} kinds={["text", "copy"]} />
      </div>
      <datalist id="known-outlets">
        {outlets.slice(0, 300).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </div>
  );
}
