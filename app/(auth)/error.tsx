"use client";

import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function AuthError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <AuthCard title="This page could not be shown">
      <ErrorState title="The server did not answer as it should" safe="Your account and your links are as they were." advice="Try again in a moment." reference={error.digest} actions={<Button onClick={reset}>Try again</Button>} />
    </AuthCard>
  );
}
