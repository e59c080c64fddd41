import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ChooseDesk } from "@/components/articles/choose-desk";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { printPrefill, readPrefill } from "@/server/core/articles/prefill";
import { queryOf } from "@/server/core/trends/filter-url";

export const metadata: Metadata = { title: "Add an article" };

/** Where the share menu of a phone leads: it knows no workspace, so a person with several says which. */
export default async function SharePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const prefill = readPrefill(queryOf(await searchParams));
  const workspaces = await loadOrLeave(async () => (await serverCaller()).person.workspaces());
  const open = workspaces.filter(({ role, synthetic }) => role !== "viewer" && !synthetic);
  const query = prefill ? `?${printPrefill(prefill)}` : "";
  if (open.length === 1) redirect(`/w/${open[0]!.slug}/articles/new${query}`);
  return <ChooseDesk workspaces={open.map(({ slug, name }) => ({ name, href: `/w/${slug}/articles/new${query}` }))} prefill={prefill} />;
}
