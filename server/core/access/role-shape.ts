import { z } from "zod";
import { ROLES } from "@/server/core/access/roles";

export const roleShape = z.enum(ROLES);
