"use client";

import { type ReactNode, useEffect, useState } from "react";
import { askThrough, type CallError, changeThrough } from "@/components/api/call-procedure";
import { reportFailedQuestion } from "@/components/api/notice-signed-out";
import { type QueryFilters, type QueryKey, QueryStore } from "@/components/api/query-store";
import type { MutationOptions } from "@/components/api/use-mutation";
import { type Pages, type PagesOptions, type QueryOptions, QueryStoreContext } from "@/components/api/use-query";
import { SessionGuard } from "@/components/session/session-guard";
import type { AppRouter, RouterInputs, RouterOutputs } from "@/server/api/root";

export type Outputs = RouterOutputs;
export type Inputs = RouterInputs;
export type ApiError = CallError;

/** In the place of an input: there is nothing to ask yet. */
export const skipToken = Symbol("skip");

type Settings<Options> = Omit<Options, "queryKey" | "queryFn" | "askPage">;
type PagesSettings<Page> = Settings<PagesOptions<Page>> & { initialCursor?: null };

interface Question<Input, Output> {
  queryOptions: {
    <Extra extends Settings<QueryOptions<Output>>>(input: Input | typeof skipToken, extra: Extra & { initialData: Output }): QueryOptions<Output> & { queryKey: QueryKey<Output>; initialData: Output };
    (input: Input | typeof skipToken, extra?: Settings<QueryOptions<Output>>): QueryOptions<Output> & { queryKey: QueryKey<Output> };
  };
  infiniteQueryOptions: {
    (input: Omit<Input, "cursor">, extra: PagesSettings<Output> & { initialData: Pages<Output> }): PagesOptions<Output> & { initialData: Pages<Output> };
    (input: Omit<Input, "cursor">, extra: PagesSettings<Output>): PagesOptions<Output>;
  };
  pathFilter: () => QueryFilters;
  query: (input: Input) => Promise<Output>;
}

interface Change<Input, Output> {
  mutationOptions: (callbacks?: Omit<MutationOptions<Input, Output>, "mutationFn">) => MutationOptions<Input, Output>;
  mutate: (input: Input, call?: { signal?: AbortSignal }) => Promise<Output>;
}

type Door<Procedures, In, Out> = Procedures extends { _def: { type: "query" } }
  ? Question<In, Out>
  : Procedures extends { _def: { type: "mutation" } }
    ? Change<In, Out>
    : { [Name in keyof Procedures]: Door<Procedures[Name], In[Name & keyof In], Out[Name & keyof Out]> } & { pathFilter: () => QueryFilters };

type Api = Door<AppRouter["_def"]["record"], RouterInputs, RouterOutputs>;

/** What the last word of a call does with the path before it. */
const VERBS: Record<string, (path: readonly string[], first: unknown, second: unknown) => unknown> = {
  queryOptions: (path, input, extra) => ({
    ...(extra as object),
    queryKey: [...path, { type: "query", input: input === skipToken ? null : input }],
    queryFn: input === skipToken ? null : () => askThrough(path.join("."), input),
  }),
  infiniteQueryOptions: (path, input, extra) => ({
    ...(extra as object),
    queryKey: [...path, { type: "pages", input }],
    askPage: (cursor: string | null) => askThrough(path.join("."), { ...(input as object), cursor }),
  }),
  pathFilter: (path) => ({ queryKey: path }),
  query: (path, input) => askThrough(path.join("."), input),
  mutationOptions: (path, callbacks) => ({ ...(callbacks as object), mutationFn: (input: unknown) => changeThrough(path.join("."), input) }),
  mutate: (path, input, call) => changeThrough(path.join("."), input, (call as { signal?: AbortSignal } | undefined)?.signal),
};

const walk = (path: readonly string[]): unknown =>
  new Proxy(() => {}, {
    get: (_, name: string) => walk([...path, name]),
    apply: (_, __, [first, second]: unknown[]) => VERBS[path.at(-1)!]!(path.slice(0, -1), first, second),
  });

const api = walk([]) as Api;

/** The typed procedures, as options for the hooks beside this file: `useQuery(api.themes.list.queryOptions({ workspace }))`. */
export const useApi = (): Api => api;
/** The same, for calls outside of a component's rendering: `client.themes.create.mutate(…)`. */
export const useApiClient = useApi;

export function ApiProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new QueryStore(reportFailedQuestion));
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden) store.refreshWatched();
    };
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("online", refresh);
    return () => {
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("online", refresh);
    };
  }, [store]);
  return (
    <QueryStoreContext value={store}>
      {children}
      <SessionGuard />
    </QueryStoreContext>
  );
}
