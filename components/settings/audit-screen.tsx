"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { LoadMore } from "@/components/ui/load-more";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { sayAuditDetail, sayAuditVerb } from "@/server/core/audit/audit-words";
import { countNoun } from "@/server/core/text/count-noun";

export interface AuditScreenProps {
  initial: Outputs["workspace"]["audit"];
  search: string;
}

/** Who did what and when, latest first. */
export function AuditScreen({ initial, search }: AuditScreenProps) {
  const api = useApi();
  const { slug: workspace, timeZone } = useWorkspace();
  const trail = useInfiniteQuery(
    api.workspace.audit.infiniteQueryOptions({ workspace, search }, { initialCursor: null, getNextPageParam: (page) => page.before, initialData: { pages: [initial], pageParams: [null] } }),
  );
  const entries = trail.data.pages.flatMap((page) => page.entries);
  return (
    <Section title="Audit trail" actions={<AuditSearch search={search} />}>
      <Table
        caption={`Every change, latest first. Times in ${timeZone}.`}
        rows={entries}
        rowKey={(entry) => entry.id}
        dense
        empty={search ? `Nothing was done that mentions “${search}”.` : "Nothing has been done yet."}
        columns={[
          { key: "at", header: "When", width: "6.5rem", renderCell: (entry) => sayMoment(entry.at, timeZone) },
          {
            key: "what",
            header: "Who did what",
            rowHeader: true,
            renderCell: (entry) => (
              <>
                {entry.actor} {sayAuditVerb(entry.verb)}
                <span className="block text-sm [overflow-wrap:anywhere] text-ink-soft">{sayAuditDetail(entry.detail)}</span>
              </>
            ),
          },
        ]}
      />
      {trail.error ? <ErrorState title="Earlier entries could not be loaded" safe={explainError(trail.error)} actions={<Button onClick={() => void trail.fetchNextPage()}>Try again</Button>} /> : null}
      {entries.length > 0 ? <LoadMore words={`${countNoun(entries.length, "entry")} shown`} hasMore={trail.hasNextPage} pending={trail.isFetchingNextPage} onMore={() => void trail.fetchNextPage()} /> : null}
    </Section>
  );
}

function AuditSearch({ search }: { search: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const [text, setText] = useState(search);
  const [isPending, startTransition] = useTransition();
  function submit(event: FormEvent) {
    event.preventDefault();
    const query = text.trim();
    startTransition(() => router.push(query ? `${pathname}?q=${encodeURIComponent(query)}` : pathname));
  }
  return (
    <search>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
        <Field label="Search the audit trail" hideLabel>
          <TextInput type="search" value={text} onChange={(event) => setText(event.target.value)} maxLength={100} placeholder="Name, action or address" className="w-64 max-w-full" />
        </Field>
        <Button type="submit" pending={isPending}>
          Search
        </Button>
      </form>
    </search>
  );
}
