import { z } from "zod";
import { countryName } from "@/server/core/outlets/country-name";

export const outletFields = z.strictObject({
  outletId: z.uuid(),
  name: z.string().trim().min(1, "An outlet needs a name.").max(300, "A name has at most 300 characters."),
  /** ISO 3166 alpha-2, empty for unknown. */
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(?:[A-Z]{2})?$/, "A country is two letters, such as UA or DE.")
    .refine((code) => code === "" || isCountry(code), "There is no country with these two letters."),
  groupName: z.string().trim().max(80, "A group's name has at most 80 characters.").default(""),
});

export const mergeOutletsShape = z.strictObject({ into: z.uuid(), outletIds: z.array(z.uuid()).min(1, "Choose the outlets to merge.").max(200) });

const isCountry = (code: string): boolean => countryName(code) !== null;
