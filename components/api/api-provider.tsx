"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClientError, type TRPCLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { SessionGuard } from "@/components/session/session-guard";
import { reportSessionEnd } from "@/components/session/session-end";
import type { AppRouter, RouterInputs, RouterOutputs } from "@/server/api/root";

const context = createTRPCContext<AppRouter>();

/** The typed procedures, as query and mutation options for TanStack Query. */
export const useApi = context.useTRPC;
/** The bare client, for calls outside of a component's rendering. */
export const useApiClient = context.useTRPCClient;

export type Outputs = RouterOutputs;
export type Inputs = RouterInputs;
export type ApiError = TRPCClientError<AppRouter>;

/** A refusal will not change by asking again; a broken connection might. */
function shouldRetry(failures: number, error: unknown): boolean {
  const status = (error as ApiError).data?.httpStatus;
  return failures < 2 && (status === undefined || status >= 500);
}

/** Wherever a call finds that nobody is signed in any more, the same question appears over the page. */
const noticeSignedOut = (cause: "reading" | "change") => (error: unknown) => {
  if ((error as ApiError).data?.code === "UNAUTHORIZED") reportSessionEnd(cause);
};

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut("reading") }),
    mutationCache: new MutationCache({ onError: noticeSignedOut("change") }),
    defaultOptions: { queries: { staleTime: 15_000, retry: shouldRetry }, mutations: { retry: false } },
  });
}

/** Endless lists say in which direction they go on; ours only go forward, and strict shapes refuse what they do not know. */
const withoutDirection: TRPCLink<AppRouter> = () => ({ op, next }) => {
  if (op.type !== "query" || typeof op.input !== "object" || op.input === null || !("direction" in op.input)) return next(op);
  const { direction: _direction, ...input } = op.input;
  return next({ ...op, input });
};

const URL_OF_API = "/api/trpc";
/** Proxies in between take addresses of 8 KB; letters beyond ASCII grow ninefold on their way into one. */
const LONGEST_IN_ADDRESS = 800;

/** A question with a text in it travels as a body; all others share one request and one address. */
const viaAddressOrBody = splitLink<AppRouter>({
  condition: ({ type, input }) => type === "query" && JSON.stringify(input ?? null).length > LONGEST_IN_ADDRESS,
  true: httpLink({ url: URL_OF_API, methodOverride: "POST" }),
  false: httpBatchLink({ url: URL_OF_API, maxItems: 10, maxURLLength: 8_000 }),
});

export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() => createTRPCClient<AppRouter>({ links: [withoutDirection, viaAddressOrBody] }));
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
        <SessionGuard />
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
