"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonText } from "@/components/ui/skeleton";
import { type Column, Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { toastDone, toastProblem } from "@/components/ui/toaster";

type ShareLink = Outputs["snapshots"]["links"][number];

const LIFETIMES = [
  { value: "7", label: "a week" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "a year" },
  { value: "3650", label: "ten years" },
];

/** Links to a snapshot: make one, see when it was last opened, end it. */
export function ShareLinks({ snapshotId }: { snapshotId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace, timeZone } = useWorkspace();
  const query = useQuery(api.snapshots.links.queryOptions({ workspace, snapshotId }));
  const refresh = () => void queries.invalidateQueries(api.snapshots.links.pathFilter());
  const revoke = useMutation(
    api.snapshots.revokeLink.mutationOptions({
      onSuccess: () => {
        toastDone("The link shows nothing any more");
        refresh();
      },
      onError: (error) => toastProblem("The link could not be ended", explainError(error)),
    }),
  );
  const open = query.data?.filter(({ isOpen }) => isOpen).length ?? 0;
  const columns: Column<ShareLink>[] = [
    { key: "made", header: "Made", rowHeader: true, width: "10rem", renderCell: ({ createdAt, by }) => <>{sayMoment(createdAt, timeZone)}{by ? <span className="block text-sm text-ink-soft">{by}</span> : null}</> },
    {
      key: "state",
      header: "State",
      width: "11rem",
      renderCell: ({ isOpen, revokedAt, expiresAt, hasPassword }) => (
        <span className="flex flex-wrap gap-1">
          {isOpen ? <Badge tone="good">{`open until ${sayMoment(expiresAt, timeZone)}`}</Badge> : <Badge>{revokedAt ? `ended ${sayMoment(revokedAt, timeZone)}` : "expired"}</Badge>}
          {hasPassword ? <Badge>password</Badge> : null}
        </span>
      ),
    },
    { key: "opened", header: "Last opened", width: "9rem", renderCell: ({ lastOpenedAt }) => (lastOpenedAt ? sayMoment(lastOpenedAt, timeZone) : <span className="text-ink-soft">never</span>) },
    {
      key: "end",
      header: <span className="sr-only">Actions</span>,
      renderCell: ({ id, isOpen }) =>
        isOpen ? (
          <Button size="small" variant="plain" pending={revoke.isPending} onClick={() => revoke.mutate({ workspace, shareLinkId: id })}>
            End this link
          </Button>
        ) : null,
    },
  ];
  return (
    <details className="border-y border-rule py-3 print:hidden" open={open > 0 || undefined}>
      <summary className="min-h-6 cursor-pointer font-semibold">Share by link{open > 0 ? ` (${open} open)` : ""}</summary>
      <p className="mt-2 max-w-[44rem] text-sm text-ink-soft">Whoever has the link sees this snapshot and nothing else of the workspace, without signing in.</p>
      <NewLink snapshotId={snapshotId} onMade={refresh} />
      {query.error ? <ErrorState title="The links could not be read" advice={explainError(query.error)} /> : null}
      {query.isPending ? <SkeletonText lines={3} label="Reading the links" /> : null}
      {query.data && query.data.length > 0 ? <Table caption="Links to this snapshot" hideCaption stacks columns={columns} rows={query.data} rowKey={({ id }) => id} dense /> : null}
    </details>
  );
}

function NewLink({ snapshotId, onMade }: { snapshotId: string; onMade: () => void }) {
  const api = useApi();
  const { slug: workspace, timeZone } = useWorkspace();
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [made, setMade] = useState<{ url: string; expiresAt: string } | null>(null);
  const share = useMutation(
    api.snapshots.share.mutationOptions({
      onSuccess: ({ token, expiresAt }) => {
        setMade({ url: `${window.location.origin}/share/${token}`, expiresAt });
        setRequestId(crypto.randomUUID());
        onMade();
      },
    }),
  );
  const errors = fieldErrors(share.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password") ?? "");
    share.mutate({ workspace, requestId, snapshotId, days: Number(fields.get("days")), ...(password ? { password } : {}) });
  }

  return (
    <>
      <form key={requestId} onSubmit={submit} className="my-4 flex flex-wrap items-start gap-3">
        <Field label="It opens for" className="w-36" error={errors["days"]}>
          <Select name="days" defaultValue="30" options={LIFETIMES} />
        </Field>
        <Field label="Password (optional)" className="w-64" error={errors["password"] ?? (share.error && Object.keys(errors).length === 0 ? explainError(share.error) : undefined)}>
          <TextInput name="password" type="password" autoComplete="new-password" minLength={8} maxLength={200} />
        </Field>
        <Button type="submit" pending={share.isPending} className="mt-[1.625rem]">
          Make a link
        </Button>
      </form>
      {made ? <MadeLink url={made.url} until={sayMoment(made.expiresAt, timeZone)} /> : null}
    </>
  );
}

/** The link is shown once; only its hash is kept. */
function MadeLink({ url, until }: { url: string; until: string }) {
  const box = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(url);
      setNote("Copied.");
    } catch {
      // Without https a browser gives no clipboard; the address is selected for the person's own keys.
      box.current?.select();
      setNote("Press Ctrl-C (or Cmd-C) to copy it.");
    }
  }
  return (
    <div className="mb-4 grid max-w-[44rem] gap-1 border-l-4 border-accent bg-accent-wash px-4 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="The link, shown only here" hint={`It opens until ${until}.`} className="min-w-56 flex-1">
          <TextInput ref={box} readOnly value={url} onFocus={(event) => event.currentTarget.select()} className="font-mono text-sm" />
        </Field>
        <Button onClick={() => void copy()}>Copy link</Button>
      </div>
      <output className="block min-h-6 text-sm text-ink-soft">{note}</output>
    </div>
  );
}
