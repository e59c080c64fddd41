import { AuthCard } from "@/components/shell/auth-card";
import { LinkButton } from "@/components/ui/link-button";
import type { Prefill } from "@/server/core/articles/prefill";

/** Asks into which workspace a shared page shall go. */
export function ChooseDesk({ workspaces, prefill }: { workspaces: readonly { name: string; href: string }[]; prefill: Prefill | null }) {
  const what = prefill ? prefill.title || prefill.url || prefill.text.slice(0, 140) : "";
  if (workspaces.length === 0) return <AuthCard title="You may add nowhere" standfirst="You are in no workspace as an analyst. Ask an administrator for that role, then share the page again."><LinkButton href="/">Go to Themeline</LinkButton></AuthCard>;
  return (
    <AuthCard title="Which workspace shall it go to?" standfirst={<span className="[overflow-wrap:anywhere]">{what || "An article that you add"}</span>}>
      <ul className="m-0 grid list-none gap-2 p-0">
        {workspaces.map(({ name, href }) => (
          <li key={href}>
            <LinkButton href={href} className="w-full justify-center [overflow-wrap:anywhere]">
              {name}
            </LinkButton>
          </li>
        ))}
      </ul>
    </AuthCard>
  );
}
