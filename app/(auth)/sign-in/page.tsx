import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInScreen } from "@/components/access/sign-in-screen";
import { requestContext, serverCaller } from "@/server/api/server-caller";
import { safeReturnPath } from "@/server/core/access/credentials";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const to = safeReturnPath([(await searchParams).to].flat()[0]);
  if ((await requestContext()).person) redirect(to);
  const { isFirstRun } = await (await serverCaller()).person.firstRun();
  return <SignInScreen to={to} isFirstRun={isFirstRun} />;
}
