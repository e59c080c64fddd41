"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastDone, toastUndo } from "@/components/ui/toaster";
import { findFaults } from "@/components/ui/validate-with";

/** One field for a feed's address or a site's; the worker finds out which. */
export function AddFeedForm() {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [url, setUrl] = useState("");
  const [fault, setFault] = useState<string>();
  const refresh = () => queries.invalidateQueries(api.feeds.pathFilter());
  const remove = useMutation(api.feeds.remove.mutationOptions({ onSuccess: refresh }));
  const add = useMutation(
    api.feeds.add.mutationOptions({
      onSuccess: ({ feedId, outcome }) => {
        setUrl("");
        void refresh();
        if (outcome === "known") toastDone("This feed is there already.");
        else toastUndo({ message: "The feed is being collected.", onUndo: () => remove.mutate({ workspace: slug, feedId }) });
      },
      onError: (error) => setFault(explainError(error)),
    }),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = await findFaults(async () => (await import("@/server/core/feeds/feed-shapes")).addFeedShape, { url });
    setFault(faults?.["url"]);
    if (!faults) add.mutate({ workspace: slug, url });
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mb-6 grid max-w-3xl grid-cols-1 items-end gap-3 sm:grid-cols-[1fr_auto]">
      <Field label="Address of a feed or of a site" hint="For a site, the feeds that its page names are offered." error={fault}>
        <TextInput value={url} onChange={(event) => setUrl(event.target.value)} inputMode="url" autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="https://example.org/rss.xml" />
      </Field>
      <Button type="submit" variant="primary" pending={add.isPending} pendingLabel="Adding">
        Add feed
      </Button>
    </form>
  );
}
