"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { CallError } from "@/components/api/call-procedure";
import { reportFailedChange } from "@/components/api/notice-signed-out";

interface Callbacks<Input, Output> {
  onSuccess?: ((data: Output, input: Input) => unknown) | undefined;
  onError?: ((error: CallError, input: Input) => unknown) | undefined;
  onSettled?: ((data: Output | undefined, error: CallError | null, input: Input) => unknown) | undefined;
}

/** What is done with the answer belongs to the change and happens even when the page is left; it is waited for. */
export interface MutationOptions<Input, Output> extends Callbacks<Input, Output> {
  mutationFn: (input: Input) => Promise<Output>;
  /** Changes of one scope go one after the other. */
  scope?: { id: string };
}

interface State<Input, Output> {
  status: "idle" | "pending" | "success" | "error";
  data: Output | undefined;
  error: CallError | null;
  variables: Input | undefined;
}

export type Mutation<Input, Output> = Omit<State<Input, Output>, "status" | "variables"> & {
  isSuccess: boolean;
  isError: boolean;
  /** Sends it; `own` is called only while the caller is still shown and has sent nothing since. */
  mutate: (input: Input, own?: Callbacks<Input, Output>) => void;
  /** Sends it and throws what it throws. */
  mutateAsync: (input: Input) => Promise<Output>;
  reset: () => void;
} & ({ isPending: true; variables: Input } | { isPending: false; variables: Input | undefined });

const IDLE = { status: "idle", data: undefined, error: null, variables: undefined } as const;

const lastOfScope = new Map<string, Promise<unknown>>();

/** Runs the work when all earlier work of the scope is over. */
function inTurn<Output>(scope: string | undefined, work: () => Promise<Output>): Promise<Output> {
  if (scope === undefined) return work();
  const before = lastOfScope.get(scope);
  const own = before ? before.then(work, work) : work();
  lastOfScope.set(scope, own);
  const forget = () => void (lastOfScope.get(scope) === own && lastOfScope.delete(scope));
  own.then(forget, forget);
  return own;
}

/** A change that a person makes, with its state for the button and the sentence beside it. Never repeated by itself. */
export function useMutation<Input = void, Output = unknown>(options: MutationOptions<Input, Output>): Mutation<Input, Output> {
  const [state, setState] = useState<State<Input, Output>>(IDLE);
  const latest = useRef(options);
  const place = useRef({ isShown: false, turn: 0 });
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const { current } = place;
    current.isShown = true;
    return () => void (current.isShown = false);
  }, []);

  const run = useCallback((input: Input, own?: Callbacks<Input, Output>): Promise<Output> => {
    const turn = (place.current.turn += 1);
    const isCurrent = () => place.current.isShown && place.current.turn === turn;
    const show = (next: Partial<State<Input, Output>>) => {
      if (isCurrent()) setState({ ...IDLE, variables: input, ...next });
    };
    show({ status: "pending" });
    return inTurn(latest.current.scope?.id, async () => {
      try {
        const data = await latest.current.mutationFn(input);
        await latest.current.onSuccess?.(data, input);
        await latest.current.onSettled?.(data, null, input);
        show({ status: "success", data });
        if (isCurrent()) {
          own?.onSuccess?.(data, input);
          own?.onSettled?.(data, null, input);
        }
        return data;
      } catch (thrown) {
        const error = thrown as CallError;
        reportFailedChange(error);
        await latest.current.onError?.(error, input);
        await latest.current.onSettled?.(undefined, error, input);
        show({ status: "error", error });
        if (isCurrent()) {
          own?.onError?.(error, input);
          own?.onSettled?.(undefined, error, input);
        }
        throw error;
      }
    });
  }, []);
  const mutate = useCallback((input: Input, own?: Callbacks<Input, Output>) => void run(input, own).catch(() => {}), [run]);
  const mutateAsync = useCallback((input: Input) => run(input), [run]);
  const reset = useCallback(() => {
    place.current.turn += 1;
    setState(IDLE);
  }, []);

  const { status, ...rest } = state;
  return { ...rest, isPending: status === "pending", isSuccess: status === "success", isError: status === "error", mutate, mutateAsync, reset } as Mutation<Input, Output>;
}
