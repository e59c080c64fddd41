"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="pt-8">
      <ErrorState
        title="This page could not be shown"
        safe="Nothing you typed and no article is lost."
        advice="Try again; if it stays, tell your administrator the reference."
        reference={error.digest}
        actions={<Button onClick={reset}>Try again</Button>}
      />
    </div>
  );
}
