import { redirect } from "next/navigation";
import { requestContext, serverCaller } from "@/server/api/server-caller";

/** Home is the Trends screen of the person's first workspace. */
export default async function HomePage() {
  if (!(await requestContext()).person) redirect("/sign-in");
  const [first] = await (await serverCaller()).person.workspaces();
  redirect(first ? `/w/${first.slug}/trends` : "/no-workspace");
}
