"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { dayIn } from "@/components/meetings/day-in";
import { MeetingsTabs } from "@/components/meetings/meetings-tabs";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { type Column, Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

type Listed = Outputs["meetings"]["list"][number];

export const STATE_WORDS = { planned: "planned", running: "running", over: "over" } as const;

/** Meetings, planned and past. */
export function MeetingsScreen({ initialMeetings }: { initialMeetings: Listed[] }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({ ...api.meetings.list.queryOptions({ workspace: slug }), initialData: initialMeetings });
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const refresh = () => void queries.invalidateQueries(api.meetings.pathFilter());
  const restore = useMutation(api.meetings.restore.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(
    api.meetings.delete.mutationOptions({
      onError,
      onSuccess: (_, { meetingId }) => {
        toastUndo({ message: "The meeting is deleted", onUndo: () => restore.mutate({ workspace: slug, meetingId }) });
        refresh();
      },
    }),
  );
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
    {
      key: "delete",
      header: <span className="sr-only">Actions</span>,
      renderCell: ({ id, title }) =>
        mayEdit ? (
          <Button size="small" variant="plain" onClick={() => remove.mutate({ workspace: slug, meetingId: id })}>
            Delete<span className="sr-only"> “{title}”</span>
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <PageHeader kicker="Meetings" headline="Meetings" standfirst="Slides that freeze when the meeting begins, what was decided, and the minutes." />
      <MeetingsTabs />
      {query.error ? <ErrorState title="The meetings could not be read" advice={explainError(query.error)} safe="None of them is lost." /> : null}
      {query.data.length === 0 ? (
        <EmptyState title="No meeting yet">{mayEdit ? "Plan one below, then put charts on its slides." : "Somebody who may edit can plan one."}</EmptyState>
      ) : (
        <Table caption="Meetings" hideCaption columns={columns} rows={query.data} rowKey={({ id }) => id} />
      )}
      {mayEdit ? <NewMeeting /> : null}
    </>
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
      <Button type="submit" pending={create.isPending} className="mt-[1.75rem]">
        Plan it
      </Button>
    </form>
  );
}
