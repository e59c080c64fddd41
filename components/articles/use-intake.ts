"use client";

import { useEffect, useRef, useState } from "react";
import { type Outputs, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { type ArticleValues, EMPTY_ARTICLE, printMoment } from "@/components/articles/article-values";
import { useWorkspace } from "@/components/session/workspace-context";

type Fetched = Outputs["articles"]["getFetch"];

/** What stands above the form and where its values came from. */
export interface Intake {
  values: ArticleValues;
  sources: Partial<Record<keyof ArticleValues, string>>;
  /** The address that the form was filled from; saving takes it off the waiting list. */
  fetchId: string | null;
  /** Why a page could not be had, in plain words. */
  failure: string | null;
}

const ASK_AGAIN_MS = 700;

/** Reads an address in the background and hands over what was found, or why nothing was. */
export function useIntake(onReady: (intake: Intake) => void) {
  const client = useApiClient();
  const { slug, timeZone } = useWorkspace();
  const [reading, setReading] = useState<{ url: string; fetchId: string } | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [known, setKnown] = useState<{ articleId: string; url: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** What is waited for; another object, or none, ends the wait. */
  const turn = useRef<object | null>(null);
  useEffect(() => () => void (turn.current = null), []);

  async function wait(fetchId: string, url: string): Promise<void> {
    const own = {};
    turn.current = own;
    setReading({ url, fetchId });
    while (turn.current === own) {
      const answer = await client.articles.getFetch.query({ workspace: slug, fetchId }).catch((error: unknown) => explainError(error));
      if (turn.current !== own) return;
      setProblem(typeof answer === "string" ? answer : null);
      if (typeof answer !== "string") {
        if (answer.state !== "waiting") {
          setReading(null);
          onReady(intakeOf(answer, timeZone));
          return;
        }
        setReading({ url: answer.url, fetchId });
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  /** Answers whether the question arrived. */
  async function ask(url: string): Promise<boolean> {
    setKnown(null);
    setProblem(null);
    setIsAsking(true);
    try {
      const answer = await client.articles.requestFetch.mutate({ workspace: slug, url });
      if (answer.known) setKnown({ articleId: answer.known.articleId, url });
      else void wait(answer.fetchId, url);
      return true;
    } catch (error) {
      setProblem(explainError(error));
      return false;
    } finally {
      setIsAsking(false);
    }
  }

  function forget(): void {
    turn.current = null;
    setReading(null);
    setKnown(null);
    setProblem(null);
  }

  return {
    /** The address that is being read now. */
    reading: reading?.url ?? null,
    isAsking,
    /** The article that the address leads to already. */
    known,
    problem,
    ask,
    /** Goes on with an address that was asked for earlier. */
    wait: (fetchId: string) => wait(fetchId, ""),
    forget,
    /** Stops waiting: the person types the article, and the address stays on the waiting list until it is saved. */
    typeInstead() {
      if (!reading) return;
      forget();
      onReady({ values: { ...EMPTY_ARTICLE, url: reading.url }, sources: {}, fetchId: reading.fetchId, failure: null });
    },
  };
}

function intakeOf(answer: Fetched, timeZone: string): Intake {
  const { found } = answer;
  if (!found) return { values: { ...EMPTY_ARTICLE, url: answer.url }, sources: {}, fetchId: answer.id, failure: answer.reason || "The page could not be read." };
  const values: ArticleValues = {
    ...EMPTY_ARTICLE,
    url: found.url || answer.url,
    title: found.title,
    outlet: found.outlet,
    author: found.author,
    publishedAt: printMoment(found.publishedAt, timeZone),
    language: found.language.split("-")[0]!.toLowerCase(),
    text: found.text,
  };
  const sources = Object.fromEntries(Object.entries(found.sources).filter(([field, source]) => field in values && source && values[field as keyof ArticleValues] !== ""));
  return { values, sources, fetchId: answer.id, failure: null };
}
