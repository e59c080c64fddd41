"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { AbsentThemes } from "@/components/articles/absent-themes";
import { ArticleFacts } from "@/components/articles/article-facts";
import { printPublished } from "@/components/articles/article-values";
import { EvidenceLine, EvidenceText, type MarkedTheme } from "@/components/articles/evidence-text";
import { KeysSheet } from "@/components/articles/keys-sheet";
import { sayLanguage } from "@/components/articles/language-options";
import { sayMoment } from "@/components/articles/say-moment";
import { type OpenedArticle, ThemeJudgement } from "@/components/articles/theme-judgement";
import { useNeighbours } from "@/components/articles/opened-list";
import { useJudge } from "@/components/articles/use-judge";
import { useTrash } from "@/components/articles/use-trash";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { sayOrigin } from "@/server/core/articles/origin-words";
import { mergeSpans } from "@/server/core/text/span";

const UNDER_WAY_MS = 1_000;

/** One article with everything behind its numbers. `revision`: an older text, when the address names one. */
export function ArticleScreen({ initial, revision }: { initial: OpenedArticle; revision?: number }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { data: article } = useQuery({
    ...api.articles.get.queryOptions({ workspace: slug, articleId: initial.id, revision }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && !state.data.processed && !state.data.deletedAt ? UNDER_WAY_MS : false),
  });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const { judge, isPending } = useJudge(article.id);
  const trash = useTrash();
  const router = useRouter();
  const neighbours = useNeighbours(slug, article.id);
  const pathOf = (id: string) => `/w/${slug}/articles/${id}`;
  const goTo = (id: string | null | undefined) => id && router.push(pathOf(id));

  const listed = article.themes.filter(({ match, decisions }) => match !== null || decisions.length > 0);
  const absent = article.themes.filter((theme) => !listed.includes(theme));
  const current = listed[Math.min(at, listed.length - 1)];
  const marked = useMemo(() => {
    const shown = article.themes.filter(({ id, match }) => match?.revision === article.revision && !hidden.has(id));
    const inField = (field: "title" | "text"): MarkedTheme[] =>
      shown.map(({ id, name, markIndex, match }) => ({ themeId: id, name, markIndex, spans: mergeSpans(match!.evidence.filter((one) => one.field === field).flatMap(({ spans }) => spans)) }));
    return { title: inField("title"), text: inField("text") };
  }, [article, hidden]);

  const judgeCurrent = (verdict: "relevant" | "not_relevant") => {
    if (!current || isPending) return;
    judge(current, verdict);
    setAt((before) => Math.min(before + 1, listed.length - 1));
  };
  const toggle = (id: string) => setHidden((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const isOld = article.revision !== article.currentRevision;
  return (
    <>
      <PageHeader
        kicker={`${article.outlet.name} · ${sayPublished(article.published, useWorkspace().timeZone)}`}
        headline={
          <span lang={article.language || undefined} dir="auto" className="[overflow-wrap:anywhere]">
            {article.title ? <EvidenceLine text={article.title} themes={marked.title} /> : article.headline}
          </span>
        }
        standfirst={
          <span className="text-base">
            {[article.author && `By ${article.author}`, article.language && sayLanguage(article.language), `came by ${sayOrigin(article.origin)}`, article.addedBy && `added by ${article.addedBy}`].filter(Boolean).join(" · ")}
          </span>
        }
        actions={
          <>
            {neighbours ? (
              <nav aria-label="The list it was opened from" className="flex flex-wrap gap-2">
                <LinkButton size="small" variant="plain" href={`/w/${slug}/articles${neighbours.query ? `?${neighbours.query}` : ""}`}>
                  The list
                </LinkButton>
                {neighbours.before ? (
                  <LinkButton size="small" variant="plain" href={pathOf(neighbours.before)}>
                    Before
                  </LinkButton>
                ) : null}
                {neighbours.after ? (
                  <LinkButton size="small" variant="plain" href={pathOf(neighbours.after)}>
                    Next
                  </LinkButton>
                ) : null}
              </nav>
            ) : null}
            {mayEdit || neighbours ? (
              <KeysSheet
                actions={[
                  ...(mayEdit
                    ? [
                        { key: "j", says: "goes to the next theme", run: () => setAt((before) => Math.min(before + 1, listed.length - 1)) },
                        { key: "k", says: "goes to the theme before", run: () => setAt((before) => Math.max(0, before - 1)) },
                        { key: "a", says: "accepts the theme and moves on", run: () => judgeCurrent("relevant") },
                        { key: "r", says: "rejects the theme and moves on", run: () => judgeCurrent("not_relevant") },
                      ]
                    : []),
                  ...(neighbours
                    ? [
                        { key: "n", says: "goes to the next article of the list", run: () => void goTo(neighbours.after) },
                        { key: "p", says: "goes to the article before", run: () => void goTo(neighbours.before) },
                      ]
                    : []),
                ]}
              />
            ) : null}
            {mayEdit && !article.deletedAt && !isOld ? (
              <LinkButton size="small" href={`/w/${slug}/articles/${article.id}/correct`}>
                Correct
              </LinkButton>
            ) : null}
            {mayEdit && !article.deletedAt ? (
              <Button size="small" pending={trash.isPending} onClick={() => trash.remove([article.id])}>
                Move to the trash
              </Button>
            ) : null}
          </>
        }
      />
      <div className="mb-4 grid gap-2">
        {article.deletedAt ? (
          <Banner
            tone="warn"
            title="This article is in the trash"
            live
            actions={
              mayEdit ? (
                <Button size="small" pending={trash.isPending} onClick={() => trash.restore([article.id])}>
                  Restore
                </Button>
              ) : null
            }
          >
            It is in no list and in no number.
          </Banner>
        ) : null}
        {isOld ? (
          <Banner title={`This is revision ${article.revision} of ${article.currentRevision}`} actions={<LinkButton size="small" href={`/w/${slug}/articles/${article.id}`}>Read the present text</LinkButton>}>
            Charts and lists use the present one.
          </Banner>
        ) : null}
        {article.processed || article.deletedAt ? null : (
          <Banner live>Themes and copies are being looked for; this page follows by itself.</Banner>
        )}
        {article.published.precision === "none" ? <Banner tone="warn">Without a date it is in no chart. Correct it to give it one.</Banner> : null}
      </div>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,1fr)]">
        <div className="min-w-0 lg:order-none">
          {article.text ? <EvidenceText text={article.text} themes={marked.text} language={article.language} /> : <p className="text-ink-soft">This article came without a text.</p>}
        </div>
        <aside className="min-w-0" aria-label="What is behind it">
          <Section
            title="Themes"
            actions={
              mayEdit && absent.length > 0 ? (
                <Menu trigger="Add by hand" align="end" items={absent.map((theme) => ({ key: theme.id, label: theme.name, onSelect: () => judge(theme, "relevant") }))} />
              ) : null
            }
          >
            {listed.length === 0 ? <p className="text-ink-soft">{article.processed ? "No theme was found in it." : "Not known yet."}</p> : null}
            <div className="divide-y divide-rule">
              {listed.map((theme) => (
                <ThemeJudgement key={theme.id} article={article} theme={theme} isCurrent={mayEdit && theme === current} isShown={!hidden.has(theme.id)} pending={isPending} onToggle={() => toggle(theme.id)} onJudge={judge} />
              ))}
            </div>
            {article.processed && !article.deletedAt ? <AbsentThemes article={article} themes={article.themes.filter(({ match }) => match === null)} /> : null}
          </Section>
          <ArticleFacts article={article} />
        </aside>
      </div>
    </>
  );
}

function sayPublished(published: OpenedArticle["published"], timeZone: string): string {
  if (published.precision === "none") return "no date";
  return published.precision === "time" && published.at ? sayMoment(published.at, timeZone) : sayDay(published.day ?? printPublished(published, timeZone));
}
