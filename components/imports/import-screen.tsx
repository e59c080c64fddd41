"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { StateBadge } from "@/components/imports/imports-screen";
import { isBeingChecked, ReviewFile } from "@/components/imports/review-file";
import { nounOf } from "@/components/imports/say-file";
import { sayBytes } from "@/components/imports/say-import";
import { useSendFile, useUpload } from "@/components/imports/use-start-upload";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { Stat, StatList } from "@/components/ui/stat";
import { Table } from "@/components/ui/table";
import { toastDone, toastProblem, toastUndo } from "@/components/ui/toaster";
import { useFileChooser } from "@/components/ui/use-file-chooser";
import { UNDO_PAUSE_MS, UNFINISHED_DAYS } from "@/server/core/imports/import-limits";
import { isImportAtWork, isImportOver } from "@/server/core/imports/import-states";
import { countNoun } from "@/server/core/text/count-noun";

type Opened = Outputs["imports"]["get"];

const ASK_AGAIN_MS = 1_000;

const isUnderWay = ({ state, unprocessed, remaining, review }: Opened): boolean => isImportAtWork(state) || (review !== null && isBeingChecked(review)) || unprocessed > 0 || (state === "undone" && remaining > 0);

/** One file on its way in: how far it is, what became of its rows, and what can be done about it. */
export function ImportScreen({ initial }: { initial: Opened }) {
  const api = useApi();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({
    ...api.imports.get.queryOptions({ workspace: slug, importId: initial.id }),
    initialData: initial,
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data) ? ASK_AGAIN_MS : false),
  });
  const current = query.data;
  const queries = useQueryClient();
  // Whoever goes on to a list finds what has just come in, and not what was there a moment ago.
  useEffect(() => {
    if (isImportOver(current.state)) for (const path of [api.articles, api.feeds, api.outlets, api.imports.list]) void queries.invalidateQueries(path.pathFilter());
  }, [api, queries, current.state]);
  return (
    <>
      <PageHeader
        kicker="Import"
        headline={<span className="[overflow-wrap:anywhere]">{current.fileName}</span>}
        standfirst={`${sayBytes(current.byteLength)}, started ${sayMoment(current.startedAt, timeZone)}${current.startedBy ? ` by ${current.startedBy}` : ""}${current.finishedAt ? `, ended ${sayMoment(current.finishedAt, timeZone)}` : ""}`}
        actions={mayEdit ? <Steering current={current} /> : undefined}
      />
      <div className="grid gap-6 pb-8">
        <p className="flex flex-wrap items-center gap-2" aria-live="polite">
          <StateBadge row={current} />
          {current.state === "uploading" || current.state === "ready" ? <span className="text-sm text-ink-soft">The file is kept for {UNFINISHED_DAYS} days, until {sayMoment(keptUntil(current), timeZone)}; unless it was begun by then, it is removed.</span> : null}
          {query.isError ? <span className="text-sm text-warn">{explainError(query.error)}</span> : null}
        </p>
        {current.error ? (
          <Banner tone={current.state === "cancelled" ? "info" : "danger"} title={current.state === "cancelled" ? "The file was left alone" : current.rowsRead > 0 ? "The file could not be read to its end" : "The file could not be read"}>
            {current.rowsRead > 0 ? `${current.error} The rows before it stand.` : current.error}
          </Banner>
        ) : null}
        <Stage current={current} />
      </div>
      {current.review ? <ReviewFile current={current} review={current.review} /> : null}
      {current.refused > 0 ? <RefusedRows current={current} /> : null}
    </>
  );
}

const DAY_MS = 86_400_000;

const keptUntil = ({ startedAt }: Opened): string => new Date(Date.parse(startedAt) + UNFINISHED_DAYS * DAY_MS).toISOString();

/** How far the import is, in the words of its state. */
function Stage({ current }: { current: Opened }) {
  const { slug } = useWorkspace();
  const upload = useUpload(current.id);
  if (current.state === "uploading") return upload ? <SendingFile current={current} upload={upload} /> : <FileAgain current={current} />;
  if (current.state === "reading") return <Progress label="Looking the file through" value={current.bytesRead} max={current.byteLength} valueText={`${Math.floor((100 * current.bytesRead) / current.byteLength)} % of the file`} />;
  if (current.state === "ready") return null;
  const isFeedList = current.kind === "feed-list";
  return (
    <>
      <Running current={current} />
      <StatList>
        <Stat label={isFeedList ? "Added" : "Created"} value={formatCount(current.created)} detail={isFeedList ? "now collected" : "new articles"} />
        <Stat label="Already there" value={formatCount(current.existing)} detail={isFeedList ? "collected before, or twice in the list" : "known address or text"} />
        <Stat label="Refused" value={formatCount(current.refused)} detail={current.refused > 0 ? "see below" : "none"} />
        <Stat label={isFeedList ? "Feeds in the list" : "Rows read"} value={formatCount(current.rowsRead)} detail={`${formatCount(current.created)} + ${formatCount(current.existing)} + ${formatCount(current.refused)}`} />
      </StatList>
      {isFeedList && current.created > 0 && current.state !== "undone" ? (
        <p>
          <LinkButton href={`/w/${slug}/feeds`}>Feeds</LinkButton>
        </p>
      ) : null}
    </>
  );
}

function SendingFile({ current, upload }: { current: Opened; upload: NonNullable<ReturnType<typeof useUpload>> }) {
  if (upload.state === "failed") return <FileAgain current={current} reason={upload.problem} />;
  return (
    <div className="grid gap-2">
      <Progress label={upload.state === "waiting" ? "The connection is broken; trying again" : "Sending the file"} value={upload.sentBytes} max={upload.byteLength} valueText={`${sayBytes(upload.sentBytes)} of ${sayBytes(upload.byteLength)}`} tone={upload.state === "waiting" ? "warn" : "accent"} />
      <p className="text-sm text-ink-soft">Keep this tab open until the file is sent; after that it goes on by itself.</p>
    </div>
  );
}

/** The tab that sent the file is gone, or the line broke for good: the same file goes on where it stood. */
function FileAgain({ current, reason }: { current: Opened; reason?: string }) {
  const mayEdit = useMayEdit();
  const send = useSendFile();
  const choose = (file: File) => {
    if (file.size !== current.byteLength) return void toastProblem("This is another file", `The one that was begun has ${sayBytes(current.byteLength)}.`);
    void send(current.id, file, current.arrivedPieces);
  };
  const chooser = useFileChooser({ label: "The same file", onFiles: ([file]) => file && choose(file) });
  return (
    <Banner
      tone="warn"
      title={reason ? "The file was not sent to its end" : "The file is not here yet"}
      actions={
        mayEdit ? (
          <>
            <Button size="small" onClick={chooser.open}>
              Choose the file again
            </Button>
            {chooser.input}
          </>
        ) : null
      }
    >
      {reason ?? "If another tab or person is sending it, nothing needs to be done."} Choose the same file to go on; what arrived already is not sent twice.
    </Banner>
  );
}

function Running({ current }: { current: Opened }) {
  if (current.state === "undone") return <Undone current={current} />;
  return (
    <div className="grid gap-4">
      {isImportOver(current.state) ? null : (
        <Progress label="Reading the rows" value={current.bytesRead} max={current.byteLength} valueText={`${formatCount(current.rowsRead)}${current.rows === null ? "" : ` of ${formatCount(current.rows)}`} ${nounOf(current.kind, current.rows ?? current.rowsRead)}, ${Math.floor((100 * current.bytesRead) / current.byteLength)} % of the file`} tone={current.state === "paused" ? "warn" : "accent"} />
      )}
      {current.unprocessed > 0 ? (
        <Progress label="Looking for themes and copies" value={current.remaining - current.unprocessed} max={current.remaining} valueText={`${formatCount(current.unprocessed)} articles left`} />
      ) : null}
    </div>
  );
}

const madeBy = ({ kind, created }: Opened): string => countNoun(created, kind === "feed-list" ? "feed" : "article");

/** What an undo takes away, what stays, and how long it can be thought better of. */
function Undone({ current }: { current: Opened }) {
  const mayEdit = useMayEdit();
  const bringBack = useBringBack(current.id);
  const isFeedList = current.kind === "feed-list";
  const isOne = current.created === 1;
  if (current.remaining === 0) {
    return (
      <Banner title={isFeedList ? `${madeBy(current)} taken off again` : `${madeBy(current)} removed for good`}>
        {isFeedList ? `What ${isOne ? "it" : "they"} brought meanwhile stays.` : "Articles that were there before the import stay, with the texts that it gave them."} The file is not kept: to have {isOne ? "it" : "them"} again, import it anew{isFeedList ? "" : "; what was judged does not come back"}.
      </Banner>
    );
  }
  if (current.remaining < current.created) return <Progress label={isFeedList ? "Taking the feeds back" : "Removing the articles"} value={current.created - current.remaining} max={current.created} valueText={`${formatCount(current.remaining)} left`} />;
  return (
    <Banner
      tone="warn"
      title={isFeedList ? `${madeBy(current)} ${isOne ? "is" : "are"} taken off in a moment` : `${madeBy(current)} ${isOne ? "is" : "are"} removed for good in a moment`}
      actions={
        mayEdit ? (
          <Button size="small" pending={bringBack.isPending} onClick={bringBack.run}>
            Bring back
          </Button>
        ) : null
      }
    >
      It begins {UNDO_PAUSE_MS / 1_000} seconds after the undo; until then everything can be brought back as it was. {isFeedList ? "" : "What was found and judged in the articles goes with them. "}The file itself is not kept.
    </Banner>
  );
}

function useBringBack(importId: string): { run: () => void; isPending: boolean } {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const { mutate, isPending } = useMutation(api.imports.bringBack.mutationOptions({ onSuccess: () => queries.invalidateQueries(), onError: (error: unknown) => toastProblem("The import did not follow", explainError(error)) }));
  return { run: () => mutate({ workspace: slug, importId }), isPending };
}

const STEPS = {
  pause: { label: "Pause", from: ["waiting", "running"], done: "Paused after the rows at hand" },
  resume: { label: "Resume", from: ["paused"], done: "The import goes on" },
  cancel: { label: "Cancel", from: ["uploading", "reading", "ready", "waiting", "running", "paused"], done: "Cancelled; what was taken in stays until you undo it" },
  undo: { label: "Undo the import", from: ["done", "failed", "cancelled"] },
} as const;

function Steering({ current }: { current: Opened }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const options = { onSuccess: () => queries.invalidateQueries(), onError: (error: unknown) => toastProblem("The import did not follow", explainError(error)) };
  const mutations = {
    pause: useMutation(api.imports.pause.mutationOptions(options)),
    resume: useMutation(api.imports.resume.mutationOptions(options)),
    cancel: useMutation(api.imports.cancel.mutationOptions(options)),
    undo: useMutation(api.imports.undo.mutationOptions(options)),
  };
  const bringBack = useBringBack(current.id);
  const say = (step: keyof typeof STEPS) =>
    step === "undo" ? toastUndo({ message: `${madeBy(current)} will be ${current.kind === "feed-list" ? "taken off" : "removed for good"}`, undoLabel: "Bring back", onUndo: bringBack.run, durationMs: UNDO_PAUSE_MS }) : toastDone(STEPS[step].done);
  return (Object.keys(STEPS) as (keyof typeof STEPS)[])
    .filter((step) => (STEPS[step].from as readonly string[]).includes(current.state) && (step !== "undo" || current.created > 0))
    .map((step) => (
      <Button
        key={step}
        pending={mutations[step].isPending}
        onClick={() => mutations[step].mutate({ workspace: slug, importId: current.id }, { onSuccess: () => say(step) })}
      >
        {STEPS[step].label}
      </Button>
    ));
}

function RefusedRows({ current }: { current: Opened }) {
  const { slug } = useWorkspace();
  return (
    <Section
      title="Refused rows"
      actions={
        <LinkButton size="small" href={`/api/imports/${current.id}/refused?workspace=${slug}`} prefetch={false} download>
          All {formatCount(current.refused)} as CSV
        </LinkButton>
      }
    >
      <Table
        stacks
        caption={current.refused > current.refusedRows.length ? `The first ${formatCount(current.refusedRows.length)} of ${formatCount(current.refused)}` : "Every refused row, with its reason"}
        rows={current.refusedRows}
        rowKey={(row) => String(row.rowNumber)}
        dense
        columns={[
          { key: "row", header: "Row", numeric: true, renderCell: (row) => formatCount(row.rowNumber) },
          { key: "reason", header: "Reason", width: "18rem", renderCell: (row) => <span className="[overflow-wrap:anywhere]">{row.reason}</span> },
          { key: "title", header: "Headline", width: "14rem", renderCell: (row) => <span className="[overflow-wrap:anywhere]">{row.title}</span> },
        ]}
      />
    </Section>
  );
}
