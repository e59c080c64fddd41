import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { TRPCError } from "@trpc/server";
import { createContext } from "@/server/api/context";
import { createCaller } from "@/server/api/root";

/** Who asks, once per request however many components want to know. */
export const requestContext = cache(async () => createContext(await headers()));

/** Procedures called on the server while a page renders, with the same checks as over the network. */
export const serverCaller = cache(async () => createCaller(await requestContext()));

/** The page to sign in on, which leads back to where the person wanted to go. */
export async function signInPath(): Promise<string> {
  const path = (await headers()).get("x-themeline-path") ?? "/";
  return path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`;
}

/** Loads data for a page: the anonymous are sent to sign in, what is not there is the not-found page. */
export async function loadOrLeave<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (reason) {
    if (reason instanceof TRPCError) {
      if (reason.code === "UNAUTHORIZED") redirect(await signInPath());
      if (reason.code === "NOT_FOUND" || reason.code === "BAD_REQUEST") notFound();
    }
    throw reason;
  }
}

export type LinkKind = "setup" | "invitation" | "reset";

/** What a one-time link of one kind is for, or the sentence that says why it cannot be used. */
export async function readLinkOrSay(token: string, kind: LinkKind) {
  try {
    const link = await (await serverCaller()).person.readLink({ token });
    return link.kind === kind ? { link, sentence: null } : { link: null, sentence: "This link is for something else. Open it exactly as it was given to you." };
  } catch (reason) {
    if (reason instanceof TRPCError && reason.code !== "INTERNAL_SERVER_ERROR") return { link: null, sentence: reason.message };
    throw reason;
  }
}

/** What a share link shows, or the sentence that says why it shows nothing. */
export async function openShareOrSay(token: string) {
  try {
    return { opened: await (await serverCaller()).snapshots.open({ token }), sentence: null };
  } catch (reason) {
    if (reason instanceof TRPCError && reason.code !== "INTERNAL_SERVER_ERROR") return { opened: null, sentence: reason.message };
    throw reason;
  }
}
