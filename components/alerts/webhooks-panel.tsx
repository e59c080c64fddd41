"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { ShownOnce } from "@/components/settings/shown-once";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SkeletonText } from "@/components/ui/skeleton";
import { Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { toastDone, toastProblem, toastUndo } from "@/components/ui/toaster";

const WAITING_MS = 3_000;
type Delivery = Outputs["alerts"]["webhooks"]["deliveries"][number];

/** Where alerts are sent besides this page, and what became of each. For administrators. */
export function WebhooksPanel() {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const query = useQuery(api.alerts.webhooks.queryOptions({ workspace }, { refetchInterval: ({ state }) => (state.data?.deliveries.some(({ state: one, attempts }) => one === "waiting" && attempts === 0) ? WAITING_MS : false) }));
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Section title="Sent to other programs">
      <p className="mb-3 max-w-[75ch] text-ink-soft">Every alert is sent to these addresses as JSON, signed with a secret. One that does not arrive is sent again up to five times, within eleven hours.</p>
      {query.error ? <ErrorState title="The addresses could not be read" advice={explainError(query.error)} /> : null}
      {query.isPending ? <SkeletonText lines={2} label="Reading the addresses" /> : null}
      {query.data ? <Hooks hooks={query.data.webhooks} /> : null}
      <HookForm onSecret={setSecret} />
      {query.data && query.data.deliveries.length > 0 ? <Deliveries deliveries={query.data.deliveries} /> : null}
      <Dialog open={secret !== null} onClose={() => setSecret(null)} size="medium" title="The secret of this address" description="The receiver checks with it that a message is ours: HMAC-SHA256 over id, time and body, as standardwebhooks.com describes. It is shown only here." actions={<Button onClick={() => setSecret(null)}>Done</Button>}>
        {secret ? <ShownOnce key={secret} label="Secret" value={secret} copyLabel="Copy secret" /> : null}
      </Dialog>
    </Section>
  );
}

function Hooks({ hooks }: { hooks: Outputs["alerts"]["webhooks"]["webhooks"] }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const common = { onSettled: () => queries.invalidateQueries(api.alerts.webhooks.pathFilter()), onError: (error: Parameters<typeof explainError>[0]) => toastProblem(explainError(error)) };
  const trial = useMutation(api.alerts.tryWebhook.mutationOptions({ ...common, onSuccess: () => toastDone("A trial is on its way", "What became of it stands below.") }));
  const restore = useMutation(api.alerts.restoreWebhook.mutationOptions(common));
  const remove = useMutation(api.alerts.removeWebhook.mutationOptions(common));
  return (
    <ul className="m-0 mb-4 grid list-none p-0">
      {hooks.map((hook) => (
        <li key={hook.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-rule py-2">
          <span className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
            <span className="font-semibold">{hook.name}</span> <span className="text-sm text-ink-soft">{hook.url}</span>
          </span>
          <Button size="small" pending={trial.isPending && trial.variables.webhookId === hook.id} onClick={() => trial.mutate({ workspace, webhookId: hook.id })}>
            Send a trial<span className="sr-only"> to {hook.name}</span>
          </Button>
          <Button
            size="small"
            pending={remove.isPending && remove.variables.webhookId === hook.id}
            onClick={() => remove.mutate({ workspace, webhookId: hook.id }, { onSuccess: () => toastUndo({ message: `Nothing is sent to ${hook.name} any more.`, onUndo: () => restore.mutate({ workspace, webhookId: hook.id }) }) })}
          >
            Remove<span className="sr-only"> {hook.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function HookForm({ onSecret }: { onSecret: (secret: string) => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const add = useMutation(
    api.alerts.addWebhook.mutationOptions({
      onSuccess: ({ secret }) => {
        setName("");
        setUrl("");
        onSecret(secret);
      },
      onSettled: () => queries.invalidateQueries(api.alerts.webhooks.pathFilter()),
    }),
  );
  const errors = fieldErrors(add.error);
  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ workspace, name, url });
  }
  return (
    <form onSubmit={submit} className="grid max-w-4xl items-start gap-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <Field label="Name of the program" error={errors.name}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} autoComplete="off" />
      </Field>
      <Field label="Address" error={errors.url ?? (add.error && Object.keys(errors).length === 0 ? explainError(add.error) : undefined)}>
        <TextInput type="url" value={url} onChange={(event) => setUrl(event.target.value)} required placeholder="https://" autoComplete="off" spellCheck={false} />
      </Field>
      <Button type="submit" pending={add.isPending} className="justify-self-start sm:mt-[1.625rem]">
        Send alerts there
      </Button>
    </form>
  );
}

const TONES = { waiting: "neutral", delivered: "good", failed: "danger" } as const;

function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { timeZone } = useWorkspace();
  return (
    <div className="mt-6">
      <Table
        stacks
        caption="What was sent, latest first"
        rows={deliveries}
        rowKey={(delivery) => delivery.id}
        dense
        maxHeight="24rem"
        columns={[
          { key: "at", header: "When", width: "7rem", renderCell: (delivery) => sayMoment(delivery.createdAt, timeZone) },
          {
            key: "what",
            header: "What",
            rowHeader: true,
            renderCell: (delivery) => (
              <>
                <span className="[overflow-wrap:anywhere]">{delivery.alert ?? "Trial"}</span>
                <span className="block text-sm font-normal [overflow-wrap:anywhere] text-ink-soft">
                  {delivery.isLetter ? "Letter to" : "To"} {delivery.to}
                </span>
              </>
            ),
          },
          {
            key: "state",
            header: "Outcome",
            renderCell: (delivery) => (
              <>
                <Badge tone={TONES[delivery.state]}>{delivery.state === "waiting" && delivery.attempts > 0 ? "is sent again" : delivery.state}</Badge>
                {delivery.lastError ? <span className="block text-sm text-ink-soft">{delivery.lastError}</span> : null}
                {delivery.attempts > 1 ? <span className="block text-sm text-ink-soft">{delivery.attempts} attempts</span> : null}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
