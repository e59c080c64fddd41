"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function ShareError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="page-gutter pt-12">
      <ErrorState title="The snapshot could not be shown" safe="It is kept as it was." advice="Try again in a moment." reference={error.digest} actions={<Button onClick={reset}>Try again</Button>} />
    </main>
  );
}
