"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { PANEL_WORDS } from "@/components/boards/panel-words";
import { dayIn } from "@/components/meetings/day-in";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";
import type { Slide } from "@/server/core/meetings/meeting-shapes";
import type { PanelShow } from "@/server/core/snapshots/snapshot-shape";

const NEW = "new";

/** Puts what the screen shows on a slide of a planned meeting; its numbers are frozen when the meeting begins. */
export function AddToMeetingDialog({ query, suggestion, onClose }: { query: string; suggestion: string; onClose: () => void }) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug: workspace, timeZone } = useWorkspace();
  const meetings = useQuery(api.meetings.list.queryOptions({ workspace }));
  const planned = (meetings.data ?? []).filter(({ state }) => state === "planned");
  const [ids] = useState(() => ({ requestId: crypto.randomUUID(), slideId: crypto.randomUUID() }));
  const [chosen, setChosen] = useState<string | null>(null);
  const target = chosen ?? planned[0]?.id ?? NEW;
  const put = useMutation({
    mutationFn: async (form: FormData) => {
      const slide: Slide = { id: ids.slideId, headline: String(form.get("headline") ?? ""), points: "", notes: "", source: { kind: "view", query, show: String(form.get("show")) as PanelShow } };
      if (target === NEW) return client.meetings.create.mutate({ workspace, requestId: ids.requestId, title: String(form.get("title") ?? ""), day: dayIn(timeZone), slides: [slide] });
      const meeting = await client.meetings.get.query({ workspace, meetingId: target });
      if (!meeting.slides.some(({ id }) => id === slide.id)) await client.meetings.change.mutate({ workspace, meetingId: target, basedOnRevision: meeting.revision, slides: [...meeting.slides, slide] });
      return { meetingId: target };
    },
    onSuccess: ({ meetingId }) => {
      void queries.invalidateQueries(api.meetings.pathFilter());
      toastDone("It is on a slide");
      router.push(`/w/${workspace}/meetings/${meetingId}`);
      onClose();
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    put.mutate(new FormData(event.currentTarget));
  }
  return (
    <Dialog open onClose={onClose} title="Put on a slide" description="The numbers are frozen when the meeting begins.">
      <form className="grid gap-4" onSubmit={submit}>
        <Field label="Meeting">
          <Select value={target} onChange={(event) => setChosen(event.target.value)} options={[...planned.map(({ id, title, day }) => ({ value: id, label: `${title}, ${sayDay(day)}` })), { value: NEW, label: "A new meeting" }]} />
        </Field>
        {target === NEW ? (
          <Field label="Title of the meeting">
            <TextInput name="title" required maxLength={120} placeholder="Weekly review" />
          </Field>
        ) : null}
        <Field label="Chart">
          <Select name="show" defaultValue="lines" options={Object.entries(PANEL_WORDS).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field label="Headline" hint="One idea. Leave it empty for the sentence that the numbers make." error={put.error ? explainError(put.error) : undefined}>
          <TextInput name="headline" maxLength={200} placeholder={suggestion} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={put.isPending || meetings.isPending}>
            Put it there
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
