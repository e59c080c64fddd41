"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormProblem } from "@/components/access/form-problem";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { formatCount } from "@/components/charts/format-value";
import type { Outlet } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { countNoun } from "@/server/core/text/count-noun";

/** Asks which of several outlets stays; the one step here that cannot be taken back. */
export function MergeOutlets({ outlets, onClose }: { outlets: readonly Outlet[]; onClose: (isMerged: boolean) => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [into, setInto] = useState(outlets[0]!.id);
  const stays = outlets.find(({ id }) => id === into)!;
  const others = outlets.filter(({ id }) => id !== into);
  const moved = others.reduce((sum, { articles, undated }) => sum + articles + undated, 0);
  const merge = useMutation(
    api.outlets.merge.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(api.outlets.pathFilter());
        void queries.invalidateQueries(api.trends.pathFilter());
        toastDone(`${stays.name} stands for all ${outlets.length} now.`, moved > 0 ? "Their articles are being moved." : undefined);
        onClose(true);
      },
    }),
  );
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={`Merge ${outlets.length} outlets`}
      description="Their articles become one outlet's, and so does whatever comes under these names and addresses later. This cannot be taken back."
      actions={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button variant="danger" pending={merge.isPending} onClick={() => merge.mutate({ workspace: slug, into, outletIds: others.map(({ id }) => id) })}>
            Merge into {stays.name}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <FormProblem sentence={merge.error ? explainError(merge.error) : undefined} />
        <Field label="Which one stays?">
          <Select value={into} onChange={(event) => setInto(event.target.value)} options={outlets.map(({ id, name, articles }) => ({ value: id, label: `${name} (${formatCount(articles)})` }))} />
        </Field>
        <p className="text-ink-soft">
          {countNoun(moved, "article")} of {others.map(({ name }) => name).join(", ")} move.
        </p>
      </div>
    </Dialog>
  );
}
