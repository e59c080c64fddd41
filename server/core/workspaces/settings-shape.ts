import { z } from "zod";
import { isTimeZone } from "@/server/core/trends/days";

/** What an administrator sets for a whole workspace. A week starts on an ISO day: 1 is Monday, 7 is Sunday. */
export const workspaceSettingsShape = z.strictObject({
  name: z.string().trim().min(1, "A workspace needs a name.").max(80, "A workspace's name has at most 80 characters."),
  timeZone: z.string().max(64, "There is no such time zone; take one such as Europe/Berlin.").refine(isTimeZone, "There is no such time zone; take one such as Europe/Berlin."),
  weekStart: z.int().min(1).max(7),
});
