"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { type Inputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";

/** Of which days a rule would have told; mount it anew for every other rule. */
export function RulePreview({ rule }: { rule: Inputs["alerts"]["preview"]["rule"] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const [isAsked, setAsked] = useState(false);
  // The name says nothing about days, and may be typed last.
  const named = { ...rule, name: rule.name.trim() || "This" };
  const { data, error, isFetching } = useQuery(api.alerts.preview.queryOptions(isAsked ? { workspace: slug, rule: named } : skipToken, { retry: false, staleTime: 60_000 }));
  return (
    <div aria-live="polite" className="border-t border-rule pt-3">
      {!isAsked || isFetching ? (
        <Button size="small" pending={isFetching} pendingLabel="Judging" onClick={() => setAsked(true)}>
          What would it have told lately?
        </Button>
      ) : null}
      {error ? <p className="text-danger">{explainError(error)}</p> : null}
      {data && !isFetching ? (
        <>
          <p className="font-semibold">
            {data.days === 0 ? "Nothing that it watches came in the last three months, so there is nothing to judge yet." : `${data.alerts.length === 0 ? "It would have told nothing" : data.alerts.length === 1 ? "It would have told once" : `It would have told ${data.alerts.length} times`} in the last ${data.days} days.`}
          </p>
          <ol className="mt-1 grid max-h-80 max-w-[75ch] list-none gap-2 overflow-y-auto p-0 text-sm">
            {data.alerts.map((alert) => (
              <li key={alert.day}>
                <Link href={`/w/${slug}/${alert.path}`} className="text-link">
                  {alert.title.replace(/^[^:]*: /, "")}
                </Link>
                <span className="block text-ink-soft">{alert.reason}</span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}
