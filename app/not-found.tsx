import type { Metadata } from "next";
import { AuthCard } from "@/components/shell/auth-card";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not here" };

/** What is not there, and what belongs to somebody else's workspace: the same page, which says neither. */
export default function NotFoundPage() {
  return (
    <AuthCard title="There is nothing here" standfirst="The address may be mistyped, what stood here may be gone, or it belongs to a workspace that you are not in.">
      <LinkButton href="/" variant="primary" className="justify-self-start">
        Go to Trends
      </LinkButton>
    </AuthCard>
  );
}
