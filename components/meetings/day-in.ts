import { localDay } from "@/server/core/trends/days";

/** Today in a zone. */
export const dayIn = (timeZone: string): string => localDay(new Date(), timeZone);
