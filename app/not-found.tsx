import type { Metadata } from "next";
import { AuthCard } from "@/components/shell/auth-card";
import { buttonLook } from "@/components/ui/button-look";

export const metadata: Metadata = { title: "Not here" };

/** What is not there, and what belongs to somebody else's workspace: the same page, which says neither. */
export default function NotFoundPage() {
  return (
    <AuthCard title="There is nothing here" standfirst="The address may be mistyped, what stood here may be gone, or it belongs to a workspace that you are not in.">
      {/* oxlint-disable-next-line next/no-html-link-for-pages -- the code of a clever link would travel with every page */}
      <a href="/" className={buttonLook("primary", "medium", "justify-self-start")}>
        Go to Trends
      </a>
    </AuthCard>
  );
}
