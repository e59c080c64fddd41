"use client";

import { type ReactNode, useState } from "react";
import { SaidNumbers } from "@/components/trends/said-numbers";
import { WhatChanged } from "@/components/trends/what-changed";
import { sayDays } from "@/components/charts/say-days";
import { FrozenDrawer } from "@/components/snapshots/frozen-drawer";
import { type FrozenNumber, frozenOpens } from "@/components/snapshots/open-frozen";
import { isCrowded, thawPrevious, thawSeries, viewHeadline } from "@/components/snapshots/thaw-view";
import { ViewHeat, ViewLines, ViewMultiples, ViewOutlets, ViewPairs, ViewPanel, ViewTable } from "@/components/snapshots/view-panels";
import { ViewMethod } from "@/components/snapshots/view-method";
import { Section } from "@/components/ui/section";
import type { FrozenView } from "@/server/core/snapshots/snapshot-shape";

/** Everything that a view showed when it was frozen, drawn by the same charts as the screen; its points open to what was kept. */
export function FrozenViewSection({ view, actions }: { view: FrozenView; actions?: ReactNode }) {
  const [opened, setOpened] = useState<FrozenNumber | null>(null);
  const said = viewHeadline(view);
  const open = { view, opens: frozenOpens(view, setOpened) };
  const previous = thawPrevious(view);
  const isWhole = view.show === "all";
  return (
    <Section
      className="mt-8"
      title={said.headline}
      actions={actions}
      kicker={sayDays(view.from, view.to)}
    >
      {said.standfirst ? <p className="mb-3 max-w-[44rem] text-ink-soft"><SaidNumbers parts={said.parts} onOpen={setOpened} /></p> : null}
      {isWhole ? <ViewLines {...open} /> : <ViewPanel {...open} />}
      <ViewMethod view={view} withRules />
      {isWhole ? (
        <div className="mt-6 grid gap-6">
          {previous ? (
            <Part title="What changed since the period before">
              <WhatChanged series={thawSeries(view)} previous={previous} behind={(wholeLine, period) => (period === "now" ? { onOpen: () => setOpened({ wholeLine }) } : {})} />
            </Part>
          ) : null}
          {isCrowded(view) ? (
            <Part title="Each theme by itself">
              <ViewMultiples view={view} />
            </Part>
          ) : null}
          <div className="grid gap-x-12 gap-y-6 xl:grid-cols-2">
            <Part title="Outlets">
              <ViewOutlets {...open} />
            </Part>
            <Part title="Themes that meet">
              <ViewPairs {...open} />
            </Part>
          </div>
          <Part title="Themes by outlet">
            <ViewHeat {...open} />
          </Part>
          <Part title="The same numbers as a table">
            <ViewTable {...open} />
          </Part>
        </div>
      ) : null}
      <FrozenDrawer view={view} opened={opened} onClose={() => setOpened(null)} />
    </Section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-2 text-lg leading-snug">{title}</h3>
      {children}
    </section>
  );
}
