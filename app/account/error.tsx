"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function AccountError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="page-gutter pt-12">
      <ErrorState title="Your account could not be shown" safe="Nothing in it changed." advice="Try again in a moment." reference={error.digest} actions={<Button onClick={reset}>Try again</Button>} />
    </main>
  );
}
