"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { ListedFeed } from "@/components/feeds/say-feed";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Section } from "@/components/ui/section";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import { countNoun } from "@/server/core/text/count-noun";

/** The feeds that a site's page names, for a person to take the ones they want. */
export function ChooseFeeds({ site, onDismiss }: { site: ListedFeed; onDismiss: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>(() => site.found.slice(0, 1).map(({ url }) => url));
  const choose = useMutation(
    api.feeds.choose.mutationOptions({
      onSuccess: (added) => {
        void queries.invalidateQueries(api.feeds.pathFilter());
        toastDone(added.length === 1 ? "The feed is being collected." : `${added.length} feeds are being collected.`);
      },
      onError: (error) => toastProblem(explainError(error)),
    }),
  );
  return (
    <Section title={`${site.url} names ${countNoun(site.found.length, "feed")}`}>
      <ul className="m-0 grid list-none gap-1 p-0">
        {site.found.map(({ url, title }) => (
          <li key={url}>
            <Checkbox
              label={title || url}
              hint={title ? url : undefined}
              checked={chosen.includes(url)}
              disabled={!mayEdit}
              onChange={(event) => setChosen(event.target.checked ? [...chosen, url] : chosen.filter((other) => other !== url))}
            />
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <div className="mt-4 flex flex-wrap gap-3">
          <Button variant="primary" disabled={chosen.length === 0} pending={choose.isPending} onClick={() => choose.mutate({ workspace: slug, feedId: site.id, urls: [...chosen] })}>
            {chosen.length > 1 ? `Collect these ${chosen.length}` : "Collect this one"}
          </Button>
          <Button variant="plain" onClick={onDismiss}>
            None of them
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
