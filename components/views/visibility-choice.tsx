"use client";

import { useMayEdit } from "@/components/session/workspace-context";
import { Segmented } from "@/components/ui/segmented";
import type { Visibility } from "@/server/core/views/view-shapes";

/** For whom something is kept; whoever only reads keeps things for themselves. */
export function VisibilityChoice({ value, onChange }: { value: Visibility; onChange: (value: Visibility) => void }) {
  const mayEdit = useMayEdit();
  return (
    <Segmented<Visibility>
      legend="Who sees it"
      showLegend
      options={[
        { value: "workspace", label: "Everybody here", disabled: !mayEdit, title: mayEdit ? undefined : "This needs the role analyst" },
        { value: "private", label: "Only I" },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
