import { AuthCard } from "@/components/shell/auth-card";
import { LinkButton } from "@/components/ui/link-button";

/** A link that cannot be used (any more), in one sentence and with the way on. */
export function GoneLink({ sentence }: { sentence: string }) {
  return (
    <AuthCard title="This link leads nowhere" standfirst={sentence}>
      <LinkButton href="/sign-in" className="justify-self-start">
        Go to sign-in
      </LinkButton>
    </AuthCard>
  );
}
