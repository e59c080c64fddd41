"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { FormProblem } from "@/components/access/form-problem";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useMayManage } from "@/components/session/workspace-context";
import { DeleteWorkspace } from "@/components/settings/delete-workspace";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";
import { findFaults } from "@/components/ui/validate-with";
import { WEEKDAYS } from "@/server/core/workspaces/weekdays";

type Workspace = Outputs["workspace"]["get"];

export interface WorkspaceSettingsScreenProps {
  initial: Workspace;
  /** Zones that the server knows. */
  timeZones: readonly string[];
}

/** Name, time zone and start of the week: what every chart of the workspace is cut by. */
export function WorkspaceSettingsScreen({ initial, timeZones }: WorkspaceSettingsScreenProps) {
  const mayManage = useMayManage();
  return mayManage ? (
    <>
      <SettingsForm initial={initial} timeZones={timeZones} />
      {initial.synthetic ? null : <DeleteWorkspace workspace={initial} />}
    </>
  ) : (
    <dl className="grid max-w-2xl grid-cols-[max-content_1fr] gap-x-8 gap-y-2 border-t border-ink pt-4">
      <dt className="text-ink-soft">Name</dt>
      <dd>{initial.name}</dd>
      <dt className="text-ink-soft">Time zone</dt>
      <dd>{initial.timeZone}</dd>
      <dt className="text-ink-soft">Weeks begin on</dt>
      <dd>{WEEKDAYS[initial.weekStart - 1]}</dd>
    </dl>
  );
}

const POLL_MS = 1_500;

const loadShape = async () => (await import("@/server/core/workspaces/settings-shape")).workspaceSettingsShape;

function SettingsForm({ initial, timeZones }: WorkspaceSettingsScreenProps) {
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const zonesId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [kept, setKept] = useState({ name: initial.name, timeZone: initial.timeZone, weekStart: initial.weekStart });
  const [typed, setTyped] = useState(kept);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isSaving, setIsSaving] = useState(false);
  const { data: workspace } = useQuery(
    api.workspace.get.queryOptions({ workspace: initial.slug }, { initialData: initial, refetchInterval: (query) => (query.state.data?.timeZone === kept.timeZone ? false : POLL_MS) }),
  );
  const change = useMutation(api.workspace.changeSettings.mutationOptions());
  const isMoving = workspace.timeZone !== kept.timeZone;
  const isDirty = typed.name !== kept.name || typed.timeZone !== kept.timeZone || typed.weekStart !== kept.weekStart;
  useEffect(() => {
    if (workspace.timeZone !== initial.timeZone) router.refresh();
  }, [workspace.timeZone, initial.timeZone, router]);

  function refuse(found: Record<string, string>) {
    setFaults(found);
    const first = Object.keys(found).find((field) => field in typed);
    if (first) (form.current?.elements.namedItem(first) as HTMLElement | null)?.focus();
  }

  async function save() {
    const found = await findFaults(loadShape, typed);
    if (found) return refuse(found);
    setFaults({});
    try {
      const { timeZonePending } = await change.mutateAsync({ workspace: initial.slug, ...typed });
      setKept(typed);
      toastDone("The settings are saved.", timeZonePending ? "The days of dated articles are being cut anew." : undefined);
      await queries.invalidateQueries(api.workspace.pathFilter());
      router.refresh();
    } catch (reason) {
      const fields = Object.fromEntries(Object.entries(fieldErrors(reason)).filter(([field]) => field in typed));
      refuse(Object.keys(fields).length > 0 ? fields : { "": explainError(reason) });
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    setIsSaving(true);
    void save().finally(() => setIsSaving(false));
  }

  return (
    <Section title="Workspace">
      <form ref={form} onSubmit={submit} noValidate method="post" className="grid max-w-md gap-5">
        <FormProblem sentence={faults[""]} />
        <Field label="Name" error={faults["name"]}>
          <TextInput name="name" value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} autoComplete="off" />
        </Field>
        <Field label="Time zone" hint="Type a city or region and choose, for instance Europe/Berlin. Days are cut at its midnight." error={faults["timeZone"]}>
          <TextInput name="timeZone" value={typed.timeZone} onChange={(event) => setTyped({ ...typed, timeZone: event.target.value })} list={zonesId} autoComplete="off" autoCapitalize="none" spellCheck={false} onFocus={(event) => event.currentTarget.select()} />
        </Field>
        <datalist id={zonesId}>
          {timeZones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </datalist>
        <Field label="Weeks begin on" hint="Weekly points of every chart start on this day." error={faults["weekStart"]}>
          <Select name="weekStart" value={String(typed.weekStart)} onChange={(event) => setTyped({ ...typed, weekStart: Number(event.target.value) })} options={WEEKDAYS.map((day, index) => ({ value: String(index + 1), label: day }))} />
        </Field>
        {isMoving ? (
          <Banner live>
            Until the days are cut anew, charts still use {workspace.timeZone}. This takes a moment; you may leave the page.
          </Banner>
        ) : null}
        <Button type="submit" variant="primary" pending={isSaving} pendingLabel="Saving" disabled={!isDirty} className="justify-self-start">
          Save
        </Button>
      </form>
    </Section>
  );
}
