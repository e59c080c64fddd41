import { z } from "zod";
import { dayFromNumber, dayNumber } from "@/server/core/trends/days";

export const dayShape = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "A day is written like 2025-03-31.")
  .refine((day) => dayFromNumber(dayNumber(day)) === day, "This day does not exist in the calendar.")
  .refine((day) => day >= "1800-01-01" && day <= "2200-12-31", "Take a day between 1800 and 2200.");
