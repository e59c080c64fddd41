"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function PresentError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="page-gutter pt-12">
      <ErrorState title="The slides could not be shown" safe="What was frozen and decided is kept." advice="Try again in a moment." reference={error.digest} actions={<Button onClick={reset}>Try again</Button>} />
    </main>
  );
}
