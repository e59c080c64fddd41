"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { ViewSource } from "@/server/core/snapshots/snapshot-shape";

/** Freezes what is shown, with everything behind it, and goes there. */
export function FreezeDialog({ views, suggestion, onClose }: { views: ViewSource[]; suggestion: string; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug: workspace } = useWorkspace();
  const [name, setName] = useState(suggestion);
  const [requestId] = useState(() => crypto.randomUUID());
  const create = useMutation(
    api.snapshots.create.mutationOptions({
      onSuccess: ({ snapshotId }) => {
        void queries.invalidateQueries(api.snapshots.list.pathFilter());
        router.push(`/w/${workspace}/snapshots/${snapshotId}`);
        onClose();
      },
    }),
  );
  const errors = fieldErrors(create.error);
  return (
    <Dialog open onClose={onClose} title="Freeze a snapshot" description="Numbers, filter, rules, notes and the articles behind each point are kept as they are now. They stay the same when articles or themes are deleted, and can be sent round by a link.">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ workspace, requestId, name, views });
        }}
      >
        <Field label="Name" error={errors["name"] ?? (create.error && Object.keys(errors).length === 0 ? explainError(create.error) : undefined)}>
          <TextInput value={name} maxLength={120} required onChange={(event) => setName(event.target.value)} onFocus={(event) => event.currentTarget.select()} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={create.isPending} pendingLabel="Freezing…">
            Freeze
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
