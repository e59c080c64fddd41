"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi, useApiClient } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { dayIn } from "@/components/meetings/day-in";
import { KeptList } from "@/components/meetings/kept-list";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import type { Column } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";

type Listed = Outputs["meetings"]["list"][number];

export const STATE_WORDS = { planned: "planned", running: "running", over: "over" } as const;

/** Meetings, planned and past. */
export function MeetingsScreen({ initialMeetings }: { initialMeetings: Listed[] }) {
  const api = useApi();
  const client = useApiClient();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({ ...api.meetings.list.queryOptions({ workspace: slug }), initialData: initialMeetings });
  const columns: Column<Listed>[] = [
    {
      key: "title",
      header: "Meeting",
      rowHeader: true,
      width: "14rem",
      renderCell: ({ id, title, state }) => (
        <span className="flex flex-wrap items-baseline gap-2">
          <Link href={`/w/${slug}/meetings/${id}`} className="font-medium [overflow-wrap:anywhere]">
            {title}
          </Link>
          {state === "running" ? <Badge tone="accent">{STATE_WORDS.running}</Badge> : <Badge>{STATE_WORDS[state]}</Badge>}
        </span>
      ),
    },
    { key: "day", header: "Day", width: "7rem", renderCell: ({ day }) => sayDay(day) },
    { key: "slides", header: "Slides", numeric: true, renderCell: ({ slides }) => slides },
    { key: "decisions", header: "Decisions", numeric: true, renderCell: ({ decisions }) => decisions },
  ];
  return (
    <KeptList<Listed>
      headline="Meetings"
      standfirst="Slides that freeze when the meeting begins, what was decided, and the minutes."
      rows={query.data}
      error={query.error}
      columns={columns}
      nameOf={({ title }) => title}
      mayDelete={() => mayEdit}
      remove={(meetingId) => client.meetings.delete.mutate({ workspace: slug, meetingId })}
      restore={(meetingId) => client.meetings.restore.mutate({ workspace: slug, meetingId })}
      deleted="The meeting is deleted"
      changes={api.meetings.pathFilter()}
      empty={
        <EmptyState className="border-t-0 pt-4" title="No meeting yet">{mayEdit ? "Plan one below, then put charts on its slides." : "Somebody who may edit can plan one."}</EmptyState>
      }
    >
      {mayEdit ? <NewMeeting /> : null}
    </KeptList>
  );
}

function NewMeeting() {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug: workspace, timeZone } = useWorkspace();
  const [today] = useState(() => dayIn(timeZone));
  const [requestId] = useState(() => crypto.randomUUID());
  const create = useMutation(
    api.meetings.create.mutationOptions({
      onSuccess: ({ meetingId }) => {
        void queries.invalidateQueries(api.meetings.pathFilter());
        router.push(`/w/${workspace}/meetings/${meetingId}`);
      },
    }),
  );
  const errors = fieldErrors(create.error);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({ workspace, requestId, title: String(form.get("title")), day: String(form.get("day")), slides: [] });
  }
  return (
    <form className="mt-6 flex flex-wrap items-start gap-4" onSubmit={submit}>
      <Field label="New meeting" className="w-72" error={errors["title"] ?? (create.error && Object.keys(errors).length === 0 ? explainError(create.error) : undefined)}>
        <TextInput name="title" maxLength={120} required placeholder="Weekly review" />
      </Field>
      <Field label="Day" error={errors["day"]}>
        <DateInput name="day" required defaultValue={today} />
      </Field>
      <Button type="submit" pending={create.isPending} className="mt-[1.625rem]">
        Plan it
      </Button>
    </form>
  );
}
