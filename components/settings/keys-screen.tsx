"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { Table } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import { validateWith } from "@/components/ui/validate-with";
import { KEY_LIFETIMES, KEY_SCOPES, SCOPE_EXPLANATIONS } from "@/server/core/access/key-choices";

type Key = Outputs["keys"]["list"][number];
type MadeKey = Outputs["keys"]["create"] & { name: string };

const lifetimeWords = (days: number) => (days === 0 ? "until it is revoked" : days === 365 ? "a year" : `${days} days`);

/** Keys with which programs read this workspace or add to it. */
export function KeysScreen({ initial }: { initial: Key[] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data } = useQuery(api.keys.list.queryOptions({ workspace: slug }, { initialData: initial }));
  const [made, setMade] = useState<MadeKey | null>(null);
  return (
    <>
      <Section title="Keys for machines">
        <p className="mb-4 max-w-[70ch] text-ink-soft">
          A program sends a key with every request and gets the very numbers of the charts. {" "}
          <TextLink href="/api/v1/openapi.json" prefetch={false} target="_blank">
            The description of all requests
          </TextLink>{" "}
          is in OpenAPI form.
        </p>
        <KeyTable keys={data} />
      </Section>
      <Section title="Make a key">
        <KeyForm onMade={setMade} />
      </Section>
      <Dialog
        open={made !== null}
        onClose={() => setMade(null)}
        size="medium"
        title={made ? `Key for ${made.name}` : undefined}
        description="It is shown only here and kept nowhere else: copy it now to where the program finds it."
        actions={<Button onClick={() => setMade(null)}>Done</Button>}
      >
        {made ? (
          <>
            <ShownOnce key={made.keyId} label="Key" value={made.key} copyLabel="Copy key" />
            <p className="mt-2 text-sm text-ink-soft">The numbers of the chart by month, for instance; the filter is what stands after the question mark in the address of Trends:</p>
            <pre className="mt-1.5 bg-sunken p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{`curl -H "Authorization: Bearer $KEY" "${window.location.origin}/api/v1/series?bucket=month"`}</pre>
          </>
        ) : null}
      </Dialog>
    </>
  );
}

function KeyTable({ keys }: { keys: readonly Key[] }) {
  const { timeZone } = useWorkspace();
  const [leaving, setLeaving] = useState<Key | null>(null);
  if (keys.length === 0) return <p className="text-ink-soft">No program holds a key. One that is made below stands here until it expires or is revoked.</p>;
  return (
    <>
      <Table
        stacks
        caption="Keys that work"
        hideCaption
        rows={keys}
        rowKey={(key) => key.id}
        columns={[
          {
            key: "name",
            header: "Used by",
            rowHeader: true,
            renderCell: (key) => (
              <>
                <span className="[overflow-wrap:anywhere]">{key.name}</span>
                <span className="block font-mono text-sm font-normal text-ink-soft">{key.beginning}…</span>
              </>
            ),
          },
          { key: "scope", header: "May", renderCell: (key) => SCOPE_EXPLANATIONS[key.scope] },
          {
            key: "when",
            header: "Last used",
            renderCell: (key) => (
              <>
                {key.lastUsedAt ? sayMoment(key.lastUsedAt, timeZone) : "never"}
                <span className="block text-sm text-ink-soft">
                  made {sayMoment(key.createdAt, timeZone)}
                  {key.createdBy ? ` by ${key.createdBy}` : ""}; {key.expiresAt ? `works until ${sayMoment(key.expiresAt, timeZone)}` : "works until it is revoked"}
                </span>
              </>
            ),
          },
          {
            key: "actions",
            header: <span className="sr-only">Actions</span>,
            renderCell: (key) => (
              <Button size="small" onClick={() => setLeaving(key)}>
                Revoke<span className="sr-only"> the key of {key.name}</span>
              </Button>
            ),
          },
        ]}
      />
      <RevokeDialog leaving={leaving} onClose={() => setLeaving(null)} />
    </>
  );
}

/** Asked beforehand: a revoked key cannot come back, because nobody knows it any more. */
function RevokeDialog({ leaving, onClose }: { leaving: Key | null; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const revoke = useMutation(
    api.keys.revoke.mutationOptions({
      onSuccess: () => toastDone("The key is revoked."),
      onError: (error) => toastProblem(explainError(error)),
      onSettled: () => {
        onClose();
        return queries.invalidateQueries(api.keys.list.pathFilter());
      },
    }),
  );
  return (
    <Dialog
      open={leaving !== null}
      onClose={onClose}
      size="small"
      title={leaving ? `Revoke the key of ${leaving.name}?` : undefined}
      description="Programs that use it are refused from their next request on. It cannot be brought back; a new one can be made."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" pending={revoke.isPending} onClick={() => leaving && revoke.mutate({ workspace: slug, keyId: leaving.id })}>
            Revoke
          </Button>
        </>
      }
    />
  );
}

const validate = validateWith(async () => (await import("@/server/core/access/key-shapes")).newKeyShape);

function KeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const create = useMutation(api.keys.create.mutationOptions({ onSettled: () => queries.invalidateQueries(api.keys.list.pathFilter()) }));
  const form = useForm({ resolver: validate, defaultValues: { name: "", scope: "read" as const, lifetimeDays: 90 as const } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (wanted) => {
    try {
      onMade({ ...(await create.mutateAsync({ workspace: slug, ...wanted })), name: wanted.name });
      form.reset({ ...form.getValues(), name: "" });
    } catch (reason) {
      form.setError("root", { message: explainError(reason) });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid max-w-5xl gap-4">
      <FormProblem sentence={errors.root?.message} />
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_12rem_auto]">
        <Field label="Used by" error={errors.name?.message}>
          <TextInput {...form.register("name")} autoComplete="off" maxLength={80} placeholder="Such as: weekly sheet" />
        </Field>
        <Field label="May">
          <Select {...form.register("scope")} options={KEY_SCOPES.map((scope) => ({ value: scope, label: SCOPE_EXPLANATIONS[scope] }))} />
        </Field>
        <Field label="Works for">
          <Select {...form.register("lifetimeDays", { valueAsNumber: true })} options={KEY_LIFETIMES.map((days) => ({ value: String(days), label: lifetimeWords(days) }))} />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Making" className="justify-self-start lg:mt-[1.625rem]">
          Make a key
        </Button>
      </div>
    </form>
  );
}
