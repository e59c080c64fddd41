"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors, isSignedOut } from "@/components/api/explain-error";
import { AddFromPage } from "@/components/articles/add-from-page";
import { ArticleFields } from "@/components/articles/article-fields";
import { type ArticleValues, checkArticle, EMPTY_ARTICLE, isBlank, isSame, splitValues } from "@/components/articles/article-values";
import { IntakeField } from "@/components/articles/intake-field";
import { KnownArticle } from "@/components/articles/known-article";
import { PrefillOffer } from "@/components/articles/prefill-offer";
import { type Saved, SavedArticle } from "@/components/articles/saved-article";
import { SignInAgain } from "@/components/session/sign-in-again";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { useAlike } from "@/components/articles/use-alike";
import { type Intake, useIntake } from "@/components/articles/use-intake";
import { useStartUpload } from "@/components/imports/use-start-upload";
import { useWorkspace } from "@/components/session/workspace-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SkeletonText } from "@/components/ui/skeleton";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { usePrefill } from "@/components/articles/use-prefill";
import { usePageDrop } from "@/components/ui/use-page-drop";
import type { Prefill } from "@/server/core/articles/prefill";
import { type Pasted, recognisePaste } from "@/server/core/articles/recognise-paste";

type Origin = Pick<Intake, "sources" | "fetchId" | "failure">;
type KeptArticle = { values: ArticleValues } & Origin;

const BY_HAND: Origin = { sources: {}, fetchId: null, failure: null };

export interface AddArticleScreenProps {
  outlets: readonly string[];
  /** An address of the waiting list that was read. */
  fetchId: string | null;
  /** What another page handed over in the address. */
  given: Prefill | null;
}

/** Takes an address, a text or a file and makes an article of it. */
export function AddArticleScreen({ outlets, fetchId, given }: AddArticleScreenProps) {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug, timeZone } = useWorkspace();
  const startUpload = useStartUpload();
  const draft = useDraft<KeptArticle>("add-article");
  const { prefill, dropPrefill } = usePrefill(given);
  const [origin, setOrigin] = useState<Origin | null>(null);
  const [saved, setSaved] = useState<Saved[]>([]);
  const [request, setRequest] = useState<{ id: string; values: ArticleValues } | null>(null);
  const resolver = useMemo(() => checkArticle(timeZone), [timeZone]);
  const form = useForm<ArticleValues>({ defaultValues: EMPTY_ARTICLE, resolver, reValidateMode: "onBlur" });
  const add = useMutation(api.articles.add.mutationOptions());
  const remove = useMutation(api.articles.delete.mutationOptions());
  const requestMany = useMutation(api.articles.requestFetch.mutationOptions());

  const open = (values: ArticleValues, from: Origin) => {
    form.reset(values);
    setOrigin(from);
    if (!isBlank(values)) draft.keep({ values, ...from });
  };
  const intake = useIntake(({ values, ...from }) => open(values, from));

  const alike = useAlike(form, origin !== null);

  const keepTyped = useEffectEvent((values: ArticleValues) => {
    if (origin && !isBlank(values)) draft.keep({ values, ...origin });
  });
  useEffect(() => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepTyped(values) }), [form]);

  const begin = useEffectEvent(() => {
    if (fetchId) void intake.wait(fetchId);
  });
  useEffect(() => {
    const beginning = setTimeout(() => begin());
    return () => clearTimeout(beginning);
  }, []);

  async function take(pasted: Pasted) {
    if (pasted.kind === "address") await intake.ask(pasted.url);
    else if (pasted.kind === "text") open({ ...EMPTY_ARTICLE, url: pasted.url, title: pasted.title, text: pasted.text }, pasted.title ? { ...BY_HAND, sources: { title: "the first line" } } : BY_HAND);
    else if (pasted.kind === "addresses") {
      for (const url of pasted.urls) await requestMany.mutateAsync({ workspace: slug, url }).catch((error: unknown) => toastProblem(url, explainError(error)));
      router.push(`/w/${slug}/articles/waiting`);
    }
  }

  const pasteAnywhere = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target as HTMLElement | null;
    if (target?.closest("input, textarea, select, [contenteditable]")) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) return void startUpload(files);
    const pasted = recognisePaste(event.clipboardData?.getData("text/plain") ?? "");
    if (pasted.kind === "nothing") return;
    if (origin && !isBlank(form.getValues())) {
      if (pasted.kind === "text" && form.getValues("text").trim() === "") return form.setValue("text", pasted.text, { shouldDirty: true });
      return void toastProblem("There is an article in the form", "Save it or clear it before the next one.");
    }
    void take(pasted);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasteAnywhere(event);
    document.addEventListener("paste", listen);
    return () => document.removeEventListener("paste", listen);
  }, []);
  const isDropping = usePageDrop((files) => void startUpload(files));

  function clear() {
    form.reset(EMPTY_ARTICLE);
    setOrigin(null);
    setRequest(null);
    add.reset();
    intake.forget();
    draft.finish();
    if (window.location.search) window.history.replaceState(null, "", window.location.pathname);
  }

  const save = form.handleSubmit(async (values) => {
    const fetchOf = origin?.fetchId ?? null;
    // The same values under the same id: a retry after a lost answer adds nothing twice, and a changed form is a new request.
    const sent = request && isSame(request.values, values) ? request : { id: crypto.randomUUID(), values };
    setRequest(sent);
    try {
      const answer = await add.mutateAsync({ workspace: slug, requestId: sent.id, ...splitValues(values), fetchId: fetchOf });
      setSaved((before) => [answer, ...before.filter(({ articleId }) => articleId !== answer.articleId)].slice(0, 5));
      const from = origin ?? BY_HAND;
      clear();
      if (answer.outcome === "created") toastUndo({ message: "Article saved", onUndo: () => void undo(answer.articleId, values, from) });
      await queries.invalidateQueries(api.articles.pathFilter());
    } catch (error) {
      for (const [field, message] of Object.entries(fieldErrors(error))) {
        if (field in values) form.setError(field as keyof ArticleValues, { type: "refused", message }, { shouldFocus: true });
      }
    }
  });

  async function undo(articleId: string, values: ArticleValues, from: Origin) {
    try {
      await remove.mutateAsync({ workspace: slug, articleIds: [articleId] });
      setSaved((before) => before.filter((one) => one.articleId !== articleId));
      if (isBlank(form.getValues())) open(values, { ...from, fetchId: null });
      await queries.invalidateQueries(api.articles.pathFilter());
    } catch (error) {
      toastProblem("The article could not be taken back", explainError(error));
    }
  }

  const isUnplaced = add.error !== null && !Object.keys(fieldErrors(add.error)).some((field) => field in EMPTY_ARTICLE);
  return (
    <div className={isDropping ? "outline-3 -outline-offset-3 outline-accent outline-dashed" : undefined}>
      <PageHeader kicker="Articles" headline="Add an article" standfirst={origin ? undefined : <span className="pointer-coarse:hidden">Ctrl-V works anywhere on this page.</span>} />
      <div className="grid max-w-[64rem] gap-6 pb-10">
        {intake.known ? <KnownArticle {...intake.known} /> : null}
        {intake.reading !== null ? (
          <Section title="Reading the page" actions={<Button size="small" onClick={intake.typeInstead}>Type it in instead</Button>}>
            <p className="mb-4 text-sm break-all text-ink-soft">{intake.reading}</p>
            {intake.problem ? <Banner tone="danger" live>{intake.problem}</Banner> : <SkeletonText lines={8} label="Reading the page" />}
          </Section>
        ) : origin ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter saves from every field
          <form
            noValidate
            onSubmit={(event) => void save(event)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void save();
            }}
            className="grid gap-5"
          >
            {origin.failure ? (
              <Banner tone="warn" title="The page could not be read" live>
                {origin.failure} The address is kept; paste the text below.
              </Banner>
            ) : null}
            {draft.isKept ? null : <Banner tone="warn">The browser has no room to keep this draft: it would not survive a reload.</Banner>}
            <ArticleFields
              form={form}
              sources={origin.sources}
              withUrl
              outlets={outlets}
              alike={alike.found}
              onConfirmDate={() => {
                form.setValue("confirmedDate", form.getValues("publishedAt"));
                void save();
              }}
            />
            {alike.isUnknown ? <p className="text-sm text-ink-soft">Whether it is here already could not be found out just now; saving finds out.</p> : null}
            {isSignedOut(add.error) ? <SignInAgain /> : isUnplaced ? <Banner tone="danger" title="Not saved" live>{explainError(add.error)}</Banner> : null}
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" variant="primary" pending={form.formState.isSubmitting} pendingLabel="Saving">
                Save
              </Button>
              <Button onClick={clear}>Clear</Button>
              <span className="text-sm text-ink-faint max-sm:hidden">
                <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> saves and makes room for the next one
              </span>
            </div>
          </form>
        ) : (
          <>
            {draft.found ? (
              <DraftOffer
                what="An article"
                draft={draft.found}
                onTake={() => {
                  const { values, ...from } = draft.take()!;
                  open({ ...EMPTY_ARTICLE, ...values }, { ...BY_HAND, ...from });
                }}
                onDrop={draft.drop}
              >
                {(draft.found.value.values.title || draft.found.value.values.text || draft.found.value.values.url).slice(0, 160)}
              </DraftOffer>
            ) : null}
            {prefill ? (
              <PrefillOffer
                prefill={prefill}
                pending={intake.isAsking}
                onRead={() => void intake.ask(prefill.url).then((isAsked) => isAsked && dropPrefill())}
                onFill={() => {
                  open({ ...EMPTY_ARTICLE, ...prefill }, BY_HAND);
                  dropPrefill();
                }}
                onDrop={dropPrefill}
              />
            ) : null}
            <IntakeField
              takesFocus={prefill === null}
              pending={intake.isAsking || requestMany.isPending}
              error={intake.problem}
              onTake={(pasted) => void take(pasted)}
              onFiles={(files) => void startUpload(files)}
              onTypeByHand={() => open(EMPTY_ARTICLE, BY_HAND)}
            />
            <AddFromPage />
          </>
        )}
        {saved.length > 0 ? (
          <Section title="Just saved">
            <div className="grid gap-4">
              {saved.map((one) => (
                <SavedArticle key={one.articleId} saved={one} />
              ))}
            </div>
          </Section>
        ) : null}
      </div>
    </div>
  );
}
