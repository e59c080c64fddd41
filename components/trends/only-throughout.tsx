"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import type { Series } from "@/components/trends/prepare-trends";
import { Button } from "@/components/ui/button";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { countNoun } from "@/server/core/text/count-noun";

export interface OnlyThroughoutProps {
  series: Series;
  filter: CoverageFilter;
  onRestrict: (changes: { filter: CoverageFilter }) => void;
}

/** Where outlets began, ended or were missing: restricts the chart to those of which that is not true. */
export function OnlyThroughout({ series, filter, onRestrict }: OnlyThroughoutProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const [isAsking, setIsAsking] = useState(false);
  const hasMissing = series.buckets.some(({ state, reasons }) => reasons.length > 0 && state !== "complete");
  // Who named outlets has chosen; days on which nothing at all was collected are missing whichever are named.
  if (!hasMissing || filter.outlets?.length) return null;

  const restrict = async () => {
    setIsAsking(true);
    try {
      const { from, to, bucket } = series;
      const { outletIds, present, of } = await queries.fetchQuery(api.trends.outletsThroughout.queryOptions({ workspace: slug, filter: { ...filter, from, to }, bucket }));
      if (outletIds.length === 0) return void toastProblem("No outlet was collected throughout", "Take a shorter range, or explain the gaps on the screen of outlets.");
      onRestrict({ filter: { from, to, outlets: outletIds } });
      toastDone(`${countNoun(present, "outlet")} of ${of} collected throughout`, present > outletIds.length ? `The ${outletIds.length} that bring most are shown.` : "The others are left out; Back undoes it.");
    } catch (error) {
      toastProblem("The outlets could not be found", explainError(error));
    } finally {
      setIsAsking(false);
    }
  };
  return (
    <p className="mt-3 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm text-ink-soft print:hidden">
      Not every outlet was collected throughout.
      <Button size="small" pending={isAsking} onClick={() => void restrict()}>
        Only outlets present throughout
      </Button>
    </p>
  );
}
