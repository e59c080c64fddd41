"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { AuthCard } from "@/components/shell/auth-card";
import { FrozenViewSection } from "@/components/snapshots/frozen-view";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { TextInput } from "@/components/ui/text-input";
import type { SharedSnapshot } from "@/server/core/snapshots/snapshot-shape";

/** What whoever has a link sees: the snapshot, after its password where it has one, and no way further in. */
export function SharedScreen({ token, snapshot }: { token: string; snapshot: SharedSnapshot | null }) {
  const [unlocked, setUnlocked] = useState<SharedSnapshot | null>(null);
  const shown = snapshot ?? unlocked;
  return shown ? <SharedDocument snapshot={shown} /> : <PasswordCard token={token} onOpen={setUnlocked} />;
}

function SharedDocument({ snapshot }: { snapshot: SharedSnapshot }) {
  const zone = snapshot.views[0]?.method.timeZone ?? "UTC";
  return (
    <>
      {snapshot.synthetic ? (
        <Banner tone="warn" title="Synthetic demo coverage">
          Every outlet, article and number here was written by a generator. None of it is real.
        </Banner>
      ) : null}
      <main className="page-gutter pb-16">
        <PageHeader kicker={`${snapshot.workspace} · snapshot`} headline={snapshot.name} standfirst={`As of ${sayMoment(snapshot.frozenAt, zone)} (${zone}). These numbers do not change.`} />
        {snapshot.views.map((view, at) => (
          <FrozenViewSection key={at} view={view} />
        ))}
        <footer className="border-t border-rule pt-3 text-sm text-ink-soft">Made with Themeline. This page shows one snapshot and nothing else.</footer>
      </main>
    </>
  );
}

function PasswordCard({ token, onOpen }: { token: string; onOpen: (snapshot: SharedSnapshot) => void }) {
  const api = useApi();
  const [password, setPassword] = useState("");
  const open = useMutation(api.snapshots.open.mutationOptions({ onSuccess: ({ snapshot }) => snapshot && onOpen(snapshot) }));
  return (
    <AuthCard title="This link has a password" standfirst="Whoever sent it to you knows it.">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate({ token, password });
        }}
      >
        <Field label="Password" error={open.error ? explainError(open.error) : undefined}>
          <TextInput type="password" autoComplete="off" value={password} required maxLength={200} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <Button type="submit" variant="primary" pending={open.isPending} className="justify-self-start">
          Open
        </Button>
      </form>
    </AuthCard>
  );
}
