"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors, isSignedOut } from "@/components/api/explain-error";
import { ArticleFields } from "@/components/articles/article-fields";
import { type ArticleValues, checkArticle, EMPTY_ARTICLE, printPublished, splitValues } from "@/components/articles/article-values";
import { SignInAgain } from "@/components/session/sign-in-again";
import type { OpenedArticle } from "@/components/articles/theme-judgement";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { useWorkspace } from "@/components/session/workspace-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { toastDone } from "@/components/ui/toaster";

interface KeptCorrection {
  values: ArticleValues;
  basedOnRevision: number;
}

/** Corrects an article. A changed headline or text becomes a new revision; the old one stays readable. */
export function CorrectScreen({ article, outlets }: { article: OpenedArticle; outlets: readonly string[] }) {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug, timeZone } = useWorkspace();
  const draft = useDraft<KeptCorrection>(`correct-${article.id}`);
  const [basedOnRevision, setBasedOnRevision] = useState(article.currentRevision);
  const stored = useMemo((): ArticleValues => ({ ...EMPTY_ARTICLE, title: article.title, text: article.text, outlet: article.outlet.name, author: article.author, language: article.language, publishedAt: printPublished(article.published, timeZone) }), [article, timeZone]);
  const resolver = useMemo(() => checkArticle(timeZone), [timeZone]);
  const form = useForm<ArticleValues>({ defaultValues: stored, resolver, reValidateMode: "onBlur" });
  const correct = useMutation(api.articles.correct.mutationOptions());
  const back = `/w/${slug}/articles/${article.id}`;

  const keepTyped = useEffectEvent((values: ArticleValues) => draft.keep({ values, basedOnRevision }));
  useEffect(() => form.subscribe({ formState: { values: true, isDirty: true }, callback: ({ values, isDirty }) => isDirty && keepTyped(values) }), [form]);

  const save = form.handleSubmit(async (values) => {
    const { draft: corrected, confirmDate } = splitValues(values);
    const { url: _url, ...fields } = corrected;
    try {
      await correct.mutateAsync({ workspace: slug, articleId: article.id, basedOnRevision, draft: fields, confirmDate });
      draft.finish();
      await queries.invalidateQueries();
      toastDone("The correction is saved");
      router.push(back);
      router.refresh();
    } catch (error) {
      for (const [field, message] of Object.entries(fieldErrors(error))) {
        if (field in EMPTY_ARTICLE) form.setError(field as keyof ArticleValues, { type: "refused", message }, { shouldFocus: true });
      }
    }
  });

  const isConflict = correct.error?.data?.code === "CONFLICT";
  return (
    <>
      <PageHeader kicker="Correct an article" headline={<span className="[overflow-wrap:anywhere]">{article.headline}</span>} standfirst="A changed headline or text is a new revision; the present one stays readable." />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter saves from every field */}
      <form
        noValidate
        className="grid max-w-[64rem] gap-5 pb-10"
        onSubmit={(event) => void save(event)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        {draft.found ? (
          <DraftOffer
            what="A correction"
            draft={draft.found}
            onTake={() => {
              const { values, basedOnRevision: revision } = draft.take()!;
              for (const [field, value] of Object.entries({ ...stored, ...values })) form.setValue(field as keyof ArticleValues, value, { shouldDirty: true });
              setBasedOnRevision(revision);
            }}
            onDrop={draft.drop}
          />
        ) : null}
        <ArticleFields
          form={form}
          withUrl={false}
          outlets={outlets}
          onConfirmDate={() => {
            form.setValue("confirmedDate", form.getValues("publishedAt"));
            void save();
          }}
        />
        {isSignedOut(correct.error) ? (
          <SignInAgain />
        ) : correct.error ? (
          <Banner
            tone="danger"
            title={isConflict ? "Somebody else was quicker" : "Not saved"}
            live
            actions={
              isConflict ? (
                <>
                  <LinkButton size="small" href={back} target="_blank">
                    See their version
                  </LinkButton>
                  <Button
                    size="small"
                    onClick={() => {
                      setBasedOnRevision((before) => before + 1);
                      correct.reset();
                    }}
                  >
                    Save mine as the next revision
                  </Button>
                </>
              ) : null
            }
          >
            {explainError(correct.error)}
          </Banner>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={form.formState.isSubmitting} pendingLabel="Saving">
            Save the correction
          </Button>
          <LinkButton href={back} onClick={draft.finish}>
            Leave it as it was
          </LinkButton>
        </div>
      </form>
    </>
  );
}
